using System.Diagnostics;
using System.Runtime.InteropServices;
using GenreNet.Core;
using GenreNet.Core.Features;
using Microsoft.ML.OnnxRuntime;

namespace GenreNet.Inference;

/// <summary>Represents a loaded model file: its card and its graph. Thread-safe, including <see cref="Dispose"/>.</summary>
internal sealed class OnnxModel : IDisposable
{
    private static readonly string[] Inputs = [ModelFormat.FeaturesInput];

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly UseCount _uses;
    private readonly string _name;
    private long _runTicks;

    private OnnxModel(InferenceSession session, ModelCard card, string name, int embeddingSize)
    {
        _name = name;
        _session = session;
        _uses = new UseCount(this, Release);
        Card = card;
        EmbeddingSize = embeddingSize;
    }

    public ModelCard Card { get; }

    /// <summary>Gets the number of values of an embedding; 0 for a model without embeddings.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Gets the number of labels of the output <c>content</c>; 0 for a model without that output.</summary>
    public int ContentSize => Card.Content?.Labels.Count ?? 0;

    /// <summary>Gets the time that all calls of <see cref="Run"/> took together, of all threads.</summary>
    public TimeSpan RunTime => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _runTicks));

    /// <summary>Loads a model, and computes the tables of its features.</summary>
    /// <param name="file">The complete file.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <param name="isIntact">Whether the weights are known to be undamaged, so that their checksum need not be computed.</param>
    /// <exception cref="ModelFormatException">The file is not a GenreNet model, is damaged, or is newer than this version.</exception>
    /// <exception cref="DependencyMissingException">ONNX Runtime's native library does not load.</exception>
    public static (OnnxModel Model, FeaturePipeline Pipeline) Load(byte[] file, string name, bool isIntact)
    {
        string json = ModelGuard.Check(file, name);
        // Loading ONNX Runtime takes about as long as all other steps, so they run at the same time.
        Task<InferenceSession> opening = Task.Run(() => OpenSession(file, name));
        try
        {
            ModelCard card = isIntact ? ModelCard.Parse(json, name) : ModelFile.CardOf(file, json, name);
            var pipeline = new FeaturePipeline(card.Features);
            FirstFeatures.Prepare(pipeline);
            InferenceSession session = opening.GetAwaiter().GetResult();
            var model = new OnnxModel(session, card, name, CheckGraph(session, card, name));
            model.Try();
            return (model, pipeline);
        }
        catch
        {
            Discard(opening);
            throw;
        }
    }

    /// <summary>Keeps the graph open until the returned value is disposed, even if the model is disposed meanwhile.</summary>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    public UseCount.Use Use() => _uses.Begin();

    /// <summary>
    /// Computes the probabilities, embeddings and content of segments. Call only within <see cref="Use"/>. Outputs with an empty
    /// destination are not computed.
    /// </summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>, not standardised.</param>
    /// <param name="segmentCount">Number of segments at the start of the array.</param>
    /// <param name="probabilities">Receives <c>[segments, genres]</c>.</param>
    /// <param name="embeddings">Receives <c>[segments, <see cref="EmbeddingSize"/>]</c>, or is empty.</param>
    /// <param name="content">Receives <c>[segments, <see cref="ContentSize"/>]</c>, or is empty.</param>
    public void Run(
        ReadOnlyMemory<float> features, int segmentCount, Span<float> probabilities, Span<float> embeddings = default, Span<float> content = default)
    {
        long start = Stopwatch.GetTimestamp();
        long[] shape = [segmentCount, Card.Features.FrameCount, Card.Features.CoefficientCount];
        string[] names =
        [
            ModelFormat.ProbabilitiesOutput,
            .. embeddings.IsEmpty ? (ReadOnlySpan<string>)[] : [ModelFormat.EmbeddingOutput],
            .. content.IsEmpty ? (ReadOnlySpan<string>)[] : [ModelFormat.ContentOutput],
        ];
        // ONNX Runtime asks for writable memory for inputs as well as outputs, but does not write to inputs.
        Memory<float> readOnly = MemoryMarshal.AsMemory(features);
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, readOnly, shape);
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_run, Inputs, [input], names);
            Copy(outputs[0], probabilities);
            if (!embeddings.IsEmpty)
            {
                Copy(outputs[1], embeddings);
            }

            if (!content.IsEmpty)
            {
                Copy(outputs[^1], content);
            }
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ModelFormatException($"{_name} cannot be run ({problem.Message.Split('\n')[0].TrimEnd('.')}): export the model again.", problem);
        }

        Interlocked.Add(ref _runTicks, Stopwatch.GetTimestamp() - start);
    }

    public void Dispose() => _uses.Close();

    private void Copy(OrtValue output, Span<float> destination)
    {
        ReadOnlySpan<float> values = output.GetTensorDataAsSpan<float>();
        if (values.Length != destination.Length)
        {
            throw new ModelFormatException($"{_name} returns {values.Length} values, but its card states {destination.Length}: export the model again.");
        }

        values.CopyTo(destination);
    }

    /// <summary>
    /// Runs the network on two segments of zeros to verify that the declared shapes are correct and that the outputs are probabilities.
    /// </summary>
    private void Try()
    {
        const int Segments = NetworkCheck.TrialSegments;
        float[] probabilities = new float[Segments * Card.Genres.Count];
        float[] content = new float[Segments * ContentSize];
        Run(new float[Segments * Card.Features.ValuesPerSegment], Segments, probabilities, new float[Segments * EmbeddingSize], content);
        NetworkCheck.RequireProbabilities(Card, _name, probabilities, content);
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
            // One thread per call: a segment takes 0.1 ms, and hosts classify many clips in parallel.
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

    /// <summary>Waits until a session is open, and closes it. Its own failure is less important than that of the caller.</summary>
    private static void Discard(Task<InferenceSession> opening)
    {
        try
        {
            opening.GetAwaiter().GetResult().Dispose();
        }
        catch (GenreNetException)
        {
        }
    }

    /// <summary>Verifies that the graph matches the card.</summary>
    /// <returns>Number of values of an embedding, or 0.</returns>
    private static int CheckGraph(InferenceSession session, ModelCard card, string name)
    {
        bool takesFeatures = session.InputMetadata.Count == 1
            && session.InputMetadata.TryGetValue(ModelFormat.FeaturesInput, out NodeMetadata? input)
            && input.IsTensor && input.ElementType == typeof(float)
            && input.Dimensions is [_, var frames, var coefficients]
            && frames == card.Features.FrameCount && coefficients == card.Features.CoefficientCount;
        NetworkCheck.RequireGraph(card, name, takesFeatures, output => Width(session, output));
        return Width(session, ModelFormat.EmbeddingOutput);
    }

    /// <summary>Returns the number of values per segment of an output <c>[batch, numbers]</c>; 0 if there is no such output.</summary>
    private static int Width(InferenceSession session, string output) =>
        session.OutputMetadata.TryGetValue(output, out NodeMetadata? found)
            && found.IsTensor && found.ElementType == typeof(float) && found.Dimensions is [_, > 0 and int width]
        ? width
        : 0;
}
