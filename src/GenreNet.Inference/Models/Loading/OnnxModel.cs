using GenreNet.Core;
using Microsoft.ML.OnnxRuntime;

namespace GenreNet.Inference;

/// <summary>A loaded model file: its card and its graph. Thread-safe, disposing included.</summary>
internal sealed class OnnxModel : IDisposable
{
    private static readonly string[] Inputs = [ModelFormat.FeaturesInput];

    // Softmax in float32 adds up to one within this.
    private const double SumTolerance = 1e-3;

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

    /// <summary>Labels of the output <c>content</c>; 0 of a model without one.</summary>
    public int ContentSize => Card.Content?.Labels.Count ?? 0;

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
            RequireWholeWeights(file, card, name);
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

    /// <summary>
    /// Probabilities, embeddings and content of segments; only within <see cref="Use"/>. An output whose array is empty is not computed.
    /// </summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>, not standardised.</param>
    /// <param name="segmentCount">How many segments the array starts with.</param>
    /// <param name="probabilities">Receives <c>[segments, genres]</c>.</param>
    /// <param name="embeddings">Receives <c>[segments, <see cref="EmbeddingSize"/>]</c>, or is empty.</param>
    /// <param name="content">Receives <c>[segments, <see cref="ContentSize"/>]</c>, or is empty.</param>
    public void Run(
        Memory<float> features, int segmentCount, Span<float> probabilities, Span<float> embeddings = default, Span<float> content = default)
    {
        long[] shape = [segmentCount, Card.Features.FrameCount, Card.Features.CoefficientCount];
        string[] names =
        [
            ModelFormat.ProbabilitiesOutput,
            .. embeddings.IsEmpty ? (ReadOnlySpan<string>)[] : [ModelFormat.EmbeddingOutput],
            .. content.IsEmpty ? (ReadOnlySpan<string>)[] : [ModelFormat.ContentOutput],
        ];
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, features, shape);
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

    /// <summary>
    /// Runs the network on two segments of zeros: what its shapes claim has to hold, and its outputs have to be probabilities.
    /// </summary>
    private void Try()
    {
        const int Segments = 2;
        int genres = Card.Genres.Count;
        float[] probabilities = new float[Segments * genres];
        float[] content = new float[Segments * ContentSize];
        Run(new float[Segments * Card.Features.ValuesPerSegment], Segments, probabilities, new float[Segments * EmbeddingSize], content);
        // Written so that NaN, which damaged weights give, is refused.
        bool areProbabilities = probabilities.Concat(content).All(probability => probability >= 0 && probability <= 1 + SumTolerance)
            && (Card.IsMultiLabel || probabilities.Chunk(genres).All(row => Math.Abs(row.Sum() - 1) <= SumTolerance));
        if (!areProbabilities)
        {
            string kind = Card.IsMultiLabel ? "from 0 to 1" : "from 0 to 1 that add up to one";
            throw new ModelFormatException(
                $"{_name}: the network does not give probabilities {kind}, as its card says: its weights are damaged; export the model again.");
        }
    }

    private static void RequireWholeWeights(byte[] file, ModelCard card, string name)
    {
        if (card.WeightsSha256 is { } expected && !string.Equals(WeightsChecksum.Of(file), expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new ModelFormatException(
                $"{name} is damaged: its weights do not match the checksum on its card; copy or download the file again.");
        }
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

        if (card.Content is { } content && Width(session, ModelFormat.ContentOutput) != content.Labels.Count)
        {
            throw new ModelFormatException(
                $"{name}: the graph has no output '{ModelFormat.ContentOutput}' of the {content.Labels.Count} labels that its card names: "
                + "export the model again.");
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
