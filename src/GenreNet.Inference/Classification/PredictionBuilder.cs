using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>From probabilities of segments, as they come, to the answer for a clip.</summary>
/// <param name="card">The genres in the order of the probabilities.</param>
/// <param name="window">How the segments lie in the clip.</param>
/// <param name="options">What the answer tells.</param>
/// <param name="embeddingSize">Numbers of an embedding; 0 where none is wanted.</param>
/// <param name="meter">Measures the novelty of segments; null where the card does not allow it.</param>
internal sealed class PredictionBuilder(ModelCard card, SegmentWindow window, ClassificationOptions options, int embeddingSize, NoveltyMeter? meter)
{
    // Decoded MP3 exceeds full scale a little; samples of integers that were stored as floats without scaling exceed it 32 768 times.
    private const float LargestPeak = 4;

    private readonly SegmentPool _probabilities = new(card.Pooling, card.Activation, card.Genres.Count);
    private readonly ContentPool? _content = card.Content is { } facts ? new ContentPool(facts) : null;
    private readonly int _genreCount = card.Genres.Count;
    private readonly int _contentSize = card.Content?.Labels.Count ?? 0;
    private readonly double[] _embedding = new double[embeddingSize];
    private readonly MfccMeans? _mfccs = options.MfccMeans && HasMfccs(card.Features) ? new MfccMeans(card.Features) : null;
    private readonly List<TimelineSegment> _timeline = [];
    private double _novelty;
    private long _count;

    /// <summary>Takes segments into account; those that are silent count in the timeline only.</summary>
    /// <param name="isSilent">For each segment whether it is silent.</param>
    /// <param name="features">The features of all of them.</param>
    /// <param name="probabilities">Starts with <c>[count, genres]</c>; softened where a segment is unlike the training music, cleared where it is silent.</param>
    /// <param name="embeddings">Starts with <c>[count, embedding]</c>, where one is wanted.</param>
    /// <param name="content">Starts with <c>[count, labels]</c>, where the model has that output.</param>
    /// <param name="segments">The clip, read as far as these segments.</param>
    public void Add(
        ReadOnlySpan<bool> isSilent,
        ReadOnlySpan<float> features,
        Span<float> probabilities,
        ReadOnlySpan<float> embeddings,
        ReadOnlySpan<float> content,
        SegmentReader segments)
    {
        int size = features.Length / isSilent.Length;
        for (int segment = 0; segment < isSilent.Length; segment++)
        {
            Span<float> row = probabilities.Slice(segment * _genreCount, _genreCount);
            if (isSilent[segment])
            {
                row.Clear();
            }
            else
            {
                AddSounding(features.Slice(segment * size, size), row, segments.Peak / LargestPeak);
                AddTo(_embedding, embeddings.Slice(segment * embeddingSize, embeddingSize));
                _content?.Add(content.Slice(segment * _contentSize, _contentSize));
            }

            if (options.Timeline)
            {
                _timeline.Add(Segment(card, window, _count, row, isSilent[segment], segments.Position));
            }

            _count++;
        }
    }

    /// <summary>The answer.</summary>
    /// <param name="segments">The clip, read to its end.</param>
    /// <param name="name">What warnings call it.</param>
    public GenrePrediction Build(SegmentReader segments, string name)
    {
        long sounding = _probabilities.Count;
        bool isSilent = sounding == 0;
        double? novelty = isSilent || meter is null ? null : _novelty / sounding;
        double windowSeconds = window.Length / (double)card.Features.SampleRate;
        bool isOverdriven = !isSilent && segments.Peak > LargestPeak;
        IReadOnlyList<ContentProbability> content = _content?.Rank() ?? [];
        bool? isMusic = _content?.IsMusic(content);
        GenreProbability[] ranking = isSilent ? [] : Rank(isMusic == false ? _content!.Trust(content) : 1);
        bool isOutOfDistribution =
            isOverdriven || isMusic == false || novelty > meter?.LimitOf(segments.Position.TotalSeconds, windowSeconds);
        var prediction = new GenrePrediction
        {
            IsUnknown = isSilent || ranking[0].Probability < options.UnknownBelow || (isOutOfDistribution && options.UnknownIfOutOfDistribution),
            IsSilent = isSilent,
            IsMultiLabel = card.IsMultiLabel,
            IsMusic = isMusic,
            Content = content,
            IsShort = segments.Position < options.ReliableDuration,
            IsOutOfDistribution = isOutOfDistribution,
            Novelty = novelty,
            Ranking = ranking,
            Timeline = _timeline,
            Duration = segments.Position,
            Warnings = [],
            Embedding = embeddingSize == 0 || isSilent ? default : Array.ConvertAll(_embedding, sum => (float)(sum / sounding)),
            MfccMeans = isSilent ? [] : _mfccs?.Compute() ?? [],
        };
        float? peak = isOverdriven ? segments.Peak : null;
        IEnumerable<string> warnings = AnswerWarnings.Of(prediction, segments.SilentDuration, peak, options, name);
        return prediction with { Warnings = [.. segments.Warnings, .. warnings] };
    }

    /// <summary>One segment of a timeline.</summary>
    /// <param name="card">The genres in the order of the probabilities.</param>
    /// <param name="window">How the segments lie in the clip.</param>
    /// <param name="index">Segment, from 0.</param>
    /// <param name="row">Its probabilities; all 0 where it is silent.</param>
    /// <param name="isSilent">Whether it is silent.</param>
    /// <param name="position">How much of the clip has been read: a segment filled up with silence ends there.</param>
    public static TimelineSegment Segment(ModelCard card, SegmentWindow window, long index, ReadOnlySpan<float> row, bool isSilent, TimeSpan position)
    {
        int best = 0;
        for (int genre = 1; genre < row.Length; genre++)
        {
            best = row[genre] > row[best] ? genre : best;
        }

        (TimeSpan start, TimeSpan end) = window.TimesOf(index, card.Features, position);
        string name = isSilent ? GenrePrediction.UnknownGenre : card.Genres[best];
        return new TimelineSegment(start, end, name, row[best], row.ToArray()) { IsSilent = isSilent };
    }

    private void AddSounding(ReadOnlySpan<float> features, Span<float> probabilities, double level)
    {
        _mfccs?.Add(features);
        // The features of the novelty leave out the level, so a level that no music has counts by itself.
        double novelty = Math.Max(meter?.Measure(features) ?? 0, level > 1 ? level : 0);
        _novelty += novelty;
        NoveltyMeter.Soften(probabilities, novelty, card.IsMultiLabel);
        _probabilities.Add(probabilities);
    }

    // Embeddings hold no MFCCs that could be averaged; of joined features the first view counts.
    private static bool HasMfccs(FeatureOptions features) => (features.Views?[0] ?? features).Kind != FeatureKind.Embedding;

    private static void AddTo(double[] sums, ReadOnlySpan<float> row)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += row[i];
        }
    }

    private GenreProbability[] Rank(double trust)
    {
        // Equal probabilities keep the order of the genre list, so that the answer never depends on the sort.
        double floor = card.IsMultiLabel ? 0 : (1 - trust) / card.Genres.Count;
        double[] probabilities = [.. _probabilities.Compute().Select(probability => (trust * probability) + floor)];
        IEnumerable<GenreProbability> ranking = card.Genres
            .Select((genre, i) => new GenreProbability(genre, probabilities[i]) { IsCalibrated = card.IsCalibrated(genre) })
            .OrderByDescending(g => g.Probability)
            .Where((g, i) => i == 0 || g.Probability >= options.Threshold);
        return [.. options.Top is int top ? ranking.Take(top) : ranking];
    }
}
