using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>Classifies audio segment by segment: extracts features and runs the network. Thread-safe.</summary>
/// <param name="model">The network and its card.</param>
/// <param name="pipeline">Computes the features of the card.</param>
internal sealed class ClipClassification(OnnxModel model, FeaturePipeline pipeline)
{
    private readonly int _genreCount = model.Card.Genres.Count;
    private readonly int _segmentSize = model.Card.Features.ValuesPerSegment;
    private readonly int _batchSize = ClipSteps.BatchSizeOf(model.Card.Features.ValuesPerSegment);
    private readonly NoveltyMeter? _novelty = NoveltyMeter.Of(model.Card);

    public FeaturePipeline Pipeline => pipeline;

    /// <summary>
    /// Classifies a clip. Keeps the probabilities of all segments, but the features of only one batch, so that memory use is small even for
    /// a day of audio.
    /// </summary>
    /// <exception cref="ArgumentException">The options are out of range or not supported by this model.</exception>
    public GenrePrediction Classify(AudioReader audio, ClassificationOptions options, IProgress<AudioProgress>? progress, CancellationToken cancellationToken)
    {
        using UseCount.Use use = model.Use();
        using var clip = new ClipSteps(model.Card, model.EmbeddingSize, Pipeline, audio, options, _novelty, _batchSize);
        while (clip.Read(cancellationToken))
        {
            model.Run(clip.Features, clip.Count, clip.Probabilities.Span, clip.Embeddings.Span, clip.Content.Span);
            clip.Add();
            progress?.Report(clip.Progress);
        }

        progress?.Report(clip.FinalProgress);
        return clip.Build();
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
}
