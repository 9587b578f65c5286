using System.Buffers;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>
/// Classifies one clip in steps: reads a batch of segments, takes the outputs of the network for them, and builds the result at the end.
/// The caller runs the network between the steps, on the same thread or elsewhere. Keeps the probabilities of all segments, but the
/// features of only one batch. Not thread-safe.
/// </summary>
internal sealed class ClipSteps : IDisposable
{
    // Bounds memory use for long audio: 64 segments of 130x13 values take 430 KB.
    private const int MostSegments = 64;

    // Networks with larger segments need a hundred times that memory internally: musicnn 70 MB per segment.
    private const int LargeSegment = 16_384;
    private const int MostValues = 65_536;

    private readonly SegmentReader _segments;
    private readonly PredictionBuilder _builder;
    private readonly string _name;
    private readonly int _segmentSize;
    private readonly int _genreCount;
    private readonly int _embeddingSize;
    private readonly int _contentSize;
    private readonly int _batch;
    private readonly bool[] _isSilent;
    private readonly float[] _features;
    private readonly float[] _answers;

    /// <summary>Opens a clip.</summary>
    /// <param name="card">The model card.</param>
    /// <param name="embeddingSize">Values per embedding of the model; 0 if it has no embedding.</param>
    /// <param name="pipeline">Computes the features of the card.</param>
    /// <param name="audio">The clip; disposed with the steps.</param>
    /// <param name="options">How the clip is divided into segments and what the result contains.</param>
    /// <param name="novelty">Measures the novelty of segments; null if the card lacks the statistics.</param>
    /// <param name="mostSegments">Maximum number of segments per batch, 1 or more.</param>
    /// <exception cref="ArgumentException">The options are out of range or not supported by this model.</exception>
    public ClipSteps(
        ModelCard card,
        int embeddingSize,
        FeaturePipeline pipeline,
        AudioReader audio,
        ClassificationOptions options,
        NoveltyMeter? novelty,
        int mostSegments)
    {
        options.RequireFits(card.Features, embeddingSize);
        SegmentWindow window = options.WindowOf(card.Features);
        _segmentSize = card.Features.ValuesPerSegment;
        _genreCount = card.Genres.Count;
        _embeddingSize = options.IncludeEmbedding ? embeddingSize : 0;
        _contentSize = card.Content?.Labels.Count ?? 0;
        _name = audio.Name;
        _segments = pipeline.OpenReader(options.Limit(audio), window);
        _batch = (int)Math.Clamp(_segments.SegmentCount ?? mostSegments, 1, mostSegments);
        _isSilent = new bool[_batch];
        _builder = new PredictionBuilder(card, window, options, _embeddingSize, novelty);
        _features = ArrayPool<float>.Shared.Rent(_batch * _segmentSize);
        _answers = ArrayPool<float>.Shared.Rent(_batch * (_genreCount + _embeddingSize + _contentSize));
    }

    /// <summary>Gets the number of segments of the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the features of the batch: <c>[segments, frames, coefficients]</c>, not standardised.</summary>
    public ReadOnlyMemory<float> Features => _features.AsMemory(0, Count * _segmentSize);

    /// <summary>Gets the memory that receives <c>[segments, genres]</c>.</summary>
    public Memory<float> Probabilities => _answers.AsMemory(0, Count * _genreCount);

    /// <summary>Gets the memory that receives <c>[segments, embedding]</c>; empty if no embedding is requested.</summary>
    public Memory<float> Embeddings => _answers.AsMemory(Count * _genreCount, Count * _embeddingSize);

    /// <summary>Gets the memory that receives <c>[segments, labels]</c>; empty for a model without that output.</summary>
    public Memory<float> Content => _answers.AsMemory(Count * (_genreCount + _embeddingSize), Count * _contentSize);

    /// <summary>Gets the progress after the batch.</summary>
    public AudioProgress Progress => new(_segments.Position, _segments.Duration);

    /// <summary>Gets the progress at the end, when the duration is known.</summary>
    public AudioProgress FinalProgress => new(_segments.Position, _segments.Position);

    /// <summary>Returns the maximum number of segments per batch.</summary>
    /// <param name="segmentSize">Values per segment.</param>
    public static int BatchSizeOf(int segmentSize) => segmentSize < LargeSegment ? MostSegments : Math.Max(1, MostValues / segmentSize);

    /// <summary>Reads the next batch and computes its features.</summary>
    /// <returns>Whether there is one; false at the end of the clip.</returns>
    /// <exception cref="GenreNet.Core.AudioFormatException">The audio is damaged, or contains no samples.</exception>
    public bool Read(CancellationToken cancellationToken)
    {
        Count = _segments.Read(_features.AsSpan(0, _batch * _segmentSize), _isSilent, cancellationToken);
        return Count > 0;
    }

    /// <summary>Adds the outputs of the network for the batch to the result.</summary>
    public void Add() =>
        _builder.Add(_isSilent.AsSpan(0, Count), Features.Span, Probabilities.Span, Embeddings.Span, Content.Span, _segments);

    /// <summary>Builds the result of the clip.</summary>
    public GenrePrediction Build() => _builder.Build(_segments, _name);

    public void Dispose()
    {
        _segments.Dispose();
        ArrayPool<float>.Shared.Return(_features);
        ArrayPool<float>.Shared.Return(_answers);
    }
}
