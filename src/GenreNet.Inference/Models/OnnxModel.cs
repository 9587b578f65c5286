using GenreNet.Core.Errors;
using Microsoft.ML.OnnxRuntime;

namespace GenreNet.Inference.Models;

/// <summary>A loaded model file: its card and its graph. Thread-safe.</summary>
internal sealed class OnnxModel : IDisposable
{
    private static readonly string[] Inputs = [ModelFormat.FeaturesInput];
    private static readonly string[] Outputs = [ModelFormat.ProbabilitiesOutput];

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    private OnnxModel(InferenceSession session, ModelCard card)
    {
        _session = session;
        Card = card;
    }

    public ModelCard Card { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="ModelFormatException">Not a model of ours, damaged, or newer than this version.</exception>
    /// <exception cref="DependencyMissingException">ONNX Runtime's native library does not load.</exception>
    public static OnnxModel Load(byte[] file, string name)
    {
        InferenceSession session = OpenSession(file, name);
        try
        {
            if (!session.ModelMetadata.CustomMetadataMap.TryGetValue(ModelFormat.CardKey, out string? json))
            {
                throw new ModelFormatException($"{name} is an ONNX file without a GenreNet card: use a model that 'genrenet train' wrote.");
            }

            var card = ModelCard.Parse(json, name);
            CheckGraph(session, card, name);
            return new OnnxModel(session, card);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Probabilities of segments.</summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>, not standardised.</param>
    /// <param name="segmentCount">How many segments the array starts with.</param>
    /// <param name="probabilities">Receives <c>[segments, genres]</c>.</param>
    public void Run(Memory<float> features, int segmentCount, Span<float> probabilities)
    {
        long[] shape = [segmentCount, Card.Features.FrameCount, Card.Features.CoefficientCount];
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, features, shape);
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_run, Inputs, [input], Outputs);
        outputs[0].GetTensorDataAsSpan<float>().CopyTo(probabilities);
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private static InferenceSession OpenSession(byte[] file, string name)
    {
        try
        {
            // One thread a call: a segment takes a tenth of a millisecond, and hosts classify many clips side by side.
            using var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            return new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ModelFormatException($"{name} is not a GenreNet model, or it is damaged: use an .onnx file that 'genrenet train' wrote.", problem);
        }
        catch (Exception problem) when (problem is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException)
        {
            throw new DependencyMissingException(
                "onnxruntime",
                "the native library of ONNX Runtime did not load on this machine: publish for its platform (dotnet publish -r RID), and on Windows install the Visual C++ runtime.",
                problem);
        }
    }

    private static void CheckGraph(InferenceSession session, ModelCard card, string name)
    {
        bool takesFeatures = session.InputMetadata.Count == 1
            && session.InputMetadata.TryGetValue(ModelFormat.FeaturesInput, out NodeMetadata? input)
            && input.IsTensor && input.ElementType == typeof(float)
            && input.Dimensions is [_, var frames, var coefficients]
            && frames == card.Features.FrameCount && coefficients == card.Features.CoefficientCount;
        bool givesGenres = session.OutputMetadata.TryGetValue(ModelFormat.ProbabilitiesOutput, out NodeMetadata? output)
            && output.IsTensor && output.ElementType == typeof(float)
            && output.Dimensions is [_, var genres] && genres == card.Genres.Count;
        if (!takesFeatures || !givesGenres)
        {
            throw new ModelFormatException($"{name}: the graph does not take or give what its card says: export the model again.");
        }
    }
}
