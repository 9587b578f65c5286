using System.Buffers;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>Classifies audio segment by segment: extracts features and runs the network. Thread-safe.</summary>
internal sealed class ClipClassification(OnnxModel model)
{
    // Bounds memory use for long audio: 64 segments of 130x13 values take 430 KB.
    private const int MostSegments = 64;

    // Networks with larger segments need a hundred times that memory internally: musicnn 70 MB per segment.
    private const int LargeSegment = 16_384;
    private const int MostValues = 65_536;

    private readonly int _genreCount = model.Card.Genres.Count;
    private readonly int _contentSize = model.ContentSize;
    private readonly int _segmentSize = model.Card.Features.ValuesPerSegment;
    private readonly int _batchSize = BatchSizeOf(model.Card.Features.ValuesPerSegment);
    private readonly NoveltyMeter? _novelty = NoveltyMeter.Of(model.Card);

    public FeaturePipeline Pipeline { get; } = new(model.Card.Features);

    /// <summary>
    /// Classifies a clip. Keeps the probabilities of all segments, but the features of only one batch, so that memory use is small even for
    /// a day of audio.
    /// </summary>
    /// <exception cref="ArgumentException">The options are out of range or not supported by this model.</exception>
    public GenrePrediction Classify(AudioReader audio, ClassificationOptions options, IProgress<AudioProgress>? progress, CancellationToken cancellationToken)
    {
        using UseCount.Use use = model.Use();
        options.RequireFits(model.Card.Features, model.EmbeddingSize);
        SegmentWindow window = options.WindowOf(model.Card.Features);
        int embeddingSize = options.IncludeEmbedding ? model.EmbeddingSize : 0;
        string name = audio.Name;
        using SegmentReader segments = Pipeline.OpenReader(options.Limit(audio), window);
        int batch = (int)Math.Clamp(segments.SegmentCount ?? _batchSize, 1, _batchSize);
        float[] features = ArrayPool<float>.Shared.Rent(batch * _segmentSize);
        float[] answers = ArrayPool<float>.Shared.Rent(batch * (_genreCount + embeddingSize + _contentSize));
        try
        {
            var builder = new PredictionBuilder(model.Card, window, options, embeddingSize, _novelty);
            Span<bool> isSilent = stackalloc bool[MostSegments];
            int count;
            while ((count = segments.Read(features.AsSpan(0, batch * _segmentSize), isSilent, cancellationToken)) > 0)
            {
                Span<float> probabilities = answers.AsSpan(0, count * _genreCount);
                Span<float> embeddings = answers.AsSpan(count * _genreCount, count * embeddingSize);
                Span<float> content = answers.AsSpan(count * (_genreCount + embeddingSize), count * _contentSize);
                model.Run(features.AsMemory(0, count * _segmentSize), count, probabilities, embeddings, content);
                builder.Add(isSilent[..count], features.AsSpan(0, count * _segmentSize), probabilities, embeddings, content, segments);
                progress?.Report(new AudioProgress(segments.Position, segments.Duration));
            }

            progress?.Report(new AudioProgress(segments.Position, segments.Position));
            return builder.Build(segments, name);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(features);
            ArrayPool<float>.Shared.Return(answers);
        }
    }

    /// <summary>Classifies audio until it ends and passes on the result of each segment as soon as it is available.</summary>
    /// <exception cref="ArgumentException">The options are out of range or not supported by this model.</exception>
    public void Listen(AudioReader audio, ClassificationOptions options, Action<TimelineSegment> receive, CancellationToken cancellationToken)
    {
        SegmentWindow window = options.WindowOf(model.Card.Features);
        using SegmentReader segments = Pipeline.OpenReader(options.Limit(audio), window);
        float[] features = new float[_segmentSize];
        float[] probabilities = new float[_genreCount];
        Span<bool> isSilent = stackalloc bool[1];
        for (long index = 0; segments.Read(features, isSilent, cancellationToken) > 0; index++)
        {
            using (model.Use())
            {
                model.Run(features, 1, probabilities);
            }

            if (isSilent[0])
            {
                probabilities.AsSpan().Clear();
            }
            else if (_novelty is not null)
            {
                NoveltyMeter.Soften(probabilities, _novelty.Measure(features), model.Card.IsMultiLabel);
            }

            receive(PredictionBuilder.Segment(model.Card, window, index, probabilities, isSilent[0], segments.Position));
        }
    }

    /// <summary>Computes the probabilities of segments whose features have been extracted.</summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns><c>[segments, genres]</c>.</returns>
    public float[] Classify(ReadOnlyMemory<float> features, CancellationToken cancellationToken) => Run(features, 0, cancellationToken).Probabilities;

    /// <summary>Computes the embeddings of segments whose features have been extracted.</summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns><c>[segments, numbers]</c>; empty if the model has no embedding.</returns>
    public float[] Embed(ReadOnlyMemory<float> features, CancellationToken cancellationToken) =>
        model.EmbeddingSize == 0 ? [] : Run(features, model.EmbeddingSize, cancellationToken).Embeddings;

    private (float[] Probabilities, float[] Embeddings) Run(ReadOnlyMemory<float> features, int embeddingSize, CancellationToken cancellationToken)
    {
        using UseCount.Use use = model.Use();
        int count = features.Length / _segmentSize;
        float[] probabilities = new float[count * _genreCount];
        float[] embeddings = new float[count * embeddingSize];
        for (int start = 0; start < count; start += _batchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int batch = Math.Min(_batchSize, count - start);
            model.Run(
                features.Slice(start * _segmentSize, batch * _segmentSize),
                batch,
                probabilities.AsSpan(start * _genreCount, batch * _genreCount),
                embeddings.AsSpan(start * embeddingSize, batch * embeddingSize));
        }

        return (probabilities, embeddings);
    }

    /// <summary>Computes the mean novelty of segments whose features have been extracted; null if the card lacks the statistics.</summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>, at least one segment.</param>
    public double? MeasureNovelty(ReadOnlySpan<float> features)
    {
        if (_novelty is null)
        {
            return null;
        }

        double sum = 0;
        for (int start = 0; start < features.Length; start += _segmentSize)
        {
            sum += _novelty.Measure(features.Slice(start, _segmentSize));
        }

        return sum * _segmentSize / features.Length;
    }

    private static int BatchSizeOf(int segmentSize) => segmentSize < LargeSegment ? MostSegments : Math.Max(1, MostValues / segmentSize);
}
