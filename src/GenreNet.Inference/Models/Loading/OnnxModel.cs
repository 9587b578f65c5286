using GenreNet.Core.Errors;
using GenreNet.Inference.Models.Guard;
using Microsoft.ML.OnnxRuntime;

namespace GenreNet.Inference.Models.Loading;

/// <summary>A loaded model file: its card and its graph. Thread-safe, disposing included.</summary>
internal sealed class OnnxModel : IDisposable
{
    private static readonly string[] Inputs = [ModelFormat.FeaturesInput];
    private static readonly string[] Probabilities = [ModelFormat.ProbabilitiesOutput];
    private static readonly string[] ProbabilitiesAndEmbedding = [ModelFormat.ProbabilitiesOutput, ModelFormat.EmbeddingOutput];

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly UseCount _uses;
    private readonly string _name;

    private OnnxModel(InferenceSession session, ModelCard card, string name, int embeddingSize)
    {
        _name = name;
        _session = session;
        _uses = new UseCount(this, Release);
        Card = card;
        EmbeddingSize = embeddingSize;
    }

    public ModelCard Card { get; }

    /// <summary>Numbers of an embedding; 0 of a model without one.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="ModelFormatException">Not a model of ours, damaged, or newer than this version.</exception>
    /// <exception cref="DependencyMissingException">ONNX Runtime's native library does not load.</exception>
    public static OnnxModel Load(byte[] file, string name)
    {
        ModelGuard.Check(file, name);
        InferenceSession session = OpenSession(file, name);
        try
        {
            if (!session.ModelMetadata.CustomMetadataMap.TryGetValue(ModelFormat.CardKey, out string? json))
            {
                throw new ModelFormatException($"{name} is an ONNX file without a GenreNet card: use a model that 'genrenet train' wrote.");
            }

            var card = ModelCard.Parse(json, name);
            var model = new OnnxModel(session, card, name, CheckGraph(session, card, name));
            model.Try();
            return model;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Holds the graph open until what is returned is disposed, whoever disposes the model meanwhile.</summary>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    public UseCount.Use Use() => _uses.Begin();

    /// <summary>Probabilities and embeddings of segments; only within <see cref="Use"/>.</summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>, not standardised.</param>
    /// <param name="segmentCount">How many segments the array starts with.</param>
    /// <param name="probabilities">Receives <c>[segments, genres]</c>.</param>
    /// <param name="embeddings">Receives <c>[segments, <see cref="EmbeddingSize"/>]</c>; empty where nobody wants them, and then they are not computed.</param>
    public void Run(Memory<float> features, int segmentCount, Span<float> probabilities, Span<float> embeddings = default)
    {
        long[] shape = [segmentCount, Card.Features.FrameCount, Card.Features.CoefficientCount];
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, features, shape);
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> outputs =
                _session.Run(_run, Inputs, [input], embeddings.IsEmpty ? Probabilities : ProbabilitiesAndEmbedding);
            Copy(outputs[0], probabilities);
            if (!embeddings.IsEmpty)
            {
                Copy(outputs[1], embeddings);
            }
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ModelFormatException($"{_name}: the network does not run ({problem.Message.Split('\n')[0].TrimEnd('.')}): export the model again.", problem);
        }
    }

    public void Dispose() => _uses.Close();

    private void Copy(OrtValue output, Span<float> destination)
    {
        ReadOnlySpan<float> values = output.GetTensorDataAsSpan<float>();
        if (values.Length != destination.Length)
        {
            throw new ModelFormatException($"{_name}: the network gives {values.Length} numbers where its card says {destination.Length}: export the model again.");
        }

        values.CopyTo(destination);
    }

    /// <summary>Runs the network on two segments of zeros: what its shapes claim has to hold.</summary>
    private void Try()
    {
        const int Segments = 2;
        Run(new float[Segments * Card.Features.ValuesPerSegment], Segments, new float[Segments * Card.Genres.Count], new float[Segments * EmbeddingSize]);
    }

    private void Release()
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
        catch (Exception problem) when (OnnxRuntimeLibrary.IsMissing(problem))
        {
            throw OnnxRuntimeLibrary.Missing(problem);
        }
    }

    /// <summary>Holds the graph against the card.</summary>
    /// <returns>Numbers of an embedding, or 0.</returns>
    private static int CheckGraph(InferenceSession session, ModelCard card, string name)
    {
        bool takesFeatures = session.InputMetadata.Count == 1
            && session.InputMetadata.TryGetValue(ModelFormat.FeaturesInput, out NodeMetadata? input)
            && input.IsTensor && input.ElementType == typeof(float)
            && input.Dimensions is [_, var frames, var coefficients]
            && frames == card.Features.FrameCount && coefficients == card.Features.CoefficientCount;
        if (!takesFeatures || Width(session, ModelFormat.ProbabilitiesOutput) != card.Genres.Count)
        {
            throw new ModelFormatException($"{name}: the graph does not take or give what its card says: export the model again.");
        }

        return Width(session, ModelFormat.EmbeddingOutput);
    }

    /// <summary>Numbers a segment of an output <c>[batch, numbers]</c>; 0 where there is no such output.</summary>
    private static int Width(InferenceSession session, string output) =>
        session.OutputMetadata.TryGetValue(output, out NodeMetadata? found)
            && found.IsTensor && found.ElementType == typeof(float) && found.Dimensions is [_, > 0 and int width]
        ? width
        : 0;
}
