using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>Builds the result of a clip from the probabilities of its segments, added as they are computed.</summary>
/// <param name="card">The model card, which lists the genres in the order of the probabilities.</param>
/// <param name="window">Length and hop of the segments.</param>
/// <param name="options">What the result contains.</param>
/// <param name="embeddingSize">Number of values of an embedding; 0 if none is requested.</param>
/// <param name="meter">Measures the novelty of segments; null if the card lacks the statistics.</param>
internal sealed class PredictionBuilder(ModelCard card, SegmentWindow window, ClassificationOptions options, int embeddingSize, NoveltyMeter? meter)
{
    // Decoded MP3 exceeds full scale slightly; integer samples stored as floats without scaling exceed it by a factor of up to 32 768.
    private const float LargestPeak = 4;

    private readonly SegmentPool _probabilities = new(card.Pooling, card.Activation, card.Genres.Count);
    private readonly ContentPool? _content = card.Content is { } facts ? new ContentPool(facts) : null;
    private readonly int _genreCount = card.Genres.Count;
    private readonly int _contentSize = card.Content?.Labels.Count ?? 0;
    private readonly double[] _embedding = new double[embeddingSize];
    private readonly MfccMeans? _mfccs = options.IncludeMfccMeans && HasMfccs(card.Features) ? new MfccMeans(card.Features) : null;
    private readonly List<TimelineSegment> _timeline = [];
    private double _novelty;
    private long _count;

    /// <summary>Adds segments; silent ones are included in the timeline only.</summary>
    /// <param name="isSilent">Whether each segment is silent.</param>
    /// <param name="features">The features of all segments.</param>
    /// <param name="probabilities">Starts with <c>[count, genres]</c>. Softened for segments that are unlike the training music, cleared
    /// for silent ones.</param>
    /// <param name="embeddings">Starts with <c>[count, embedding]</c> if embeddings are requested.</param>
    /// <param name="content">Starts with <c>[count, labels]</c> if the model has that output.</param>
    /// <param name="segments">The reader of the clip, positioned after these segments.</param>
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

            if (options.IncludeTimeline)
            {
                _timeline.Add(Segment(card, window, _count, row, isSilent[segment], segments.Position));
            }

            _count++;
        }
    }

    /// <summary>Builds the result.</summary>
    /// <param name="segments">The reader of the clip, at its end.</param>
    /// <param name="name">Name of the clip in warnings.</param>
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
            MfccMeans = isSilent ? default : _mfccs?.Compute(),
        };
        float? peak = isOverdriven ? segments.Peak : null;
        IEnumerable<string> warnings = AnswerWarnings.Of(prediction, segments.SilentDuration, peak, options, name);
        return prediction with { Warnings = [.. segments.Warnings, .. warnings] };
    }

    /// <summary>Creates one segment of a timeline.</summary>
    /// <param name="card">The model card, which lists the genres in the order of the probabilities.</param>
    /// <param name="window">Length and hop of the segments.</param>
    /// <param name="index">Index of the segment, from 0.</param>
    /// <param name="row">The probabilities of the segment; all 0 if it is silent.</param>
    /// <param name="isSilent">Whether the segment is silent.</param>
    /// <param name="position">How much of the clip has been read: a segment padded with silence ends there.</param>
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
        // The novelty features exclude the level, so a level beyond that of any music is added separately.
        double novelty = Math.Max(meter?.Measure(features) ?? 0, level > 1 ? level : 0);
        _novelty += novelty;
        NoveltyMeter.Soften(probabilities, novelty, card.IsMultiLabel);
        _probabilities.Add(probabilities);
    }

    // Embeddings contain no MFCCs to average; for joined features, the first view is used.
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
        double floor = card.IsMultiLabel ? 0 : (1 - trust) / card.Genres.Count;
        double[] probabilities = _probabilities.Compute();
        List<GenreProbability> ranking = [];
        for (int i = 0; i < probabilities.Length; i++)
        {
            string genre = card.Genres[i];
            var entry = new GenreProbability(genre, (trust * probabilities[i]) + floor) { IsCalibrated = card.IsCalibrated(genre) };
            // Equal probabilities keep the order of the genre list, so that the result never depends on the sort algorithm.
            int rank = ranking.Count;
            while (rank > 0 && ranking[rank - 1].Probability < entry.Probability)
            {
                rank--;
            }

            ranking.Insert(rank, entry);
        }

        return [.. ranking.Where((entry, i) => i == 0 || entry.Probability >= options.Threshold).Take(options.Top ?? ranking.Count)];
    }
}
