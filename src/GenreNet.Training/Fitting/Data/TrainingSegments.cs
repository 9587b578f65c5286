using System.Numerics.Tensors;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Training.Fitting;

/// <summary>The segments that a network is fitted to, with their targets: segments of training tracks, and unlabelled segments.</summary>
internal sealed class TrainingSegments
{
    private readonly FeatureSet _data;
    private readonly int[] _labelled;
    private readonly TeachingData? _teaching;
    private readonly TrainingOptions _options;
    private readonly double[] _weights;
    private readonly double[] _genreWeights;
    private readonly FeatureStatistics? _embedding;

    /// <summary>Prepares the segments and their weights.</summary>
    /// <param name="data">The labelled data.</param>
    /// <param name="labelled">The labelled training segments, by index.</param>
    /// <param name="options">The training settings.</param>
    /// <param name="teaching">The teachers' outputs and unlabelled data; null for none.</param>
    public TrainingSegments(FeatureSet data, int[] labelled, TrainingOptions options, TeachingData? teaching = null)
    {
        (_data, _labelled, _options, _teaching) = (data, labelled, options, teaching);
        Count = labelled.Length + (teaching?.Unlabelled?.SegmentCount ?? 0);
        GoesOn = [.. Continuations(data, labelled), .. teaching?.Unlabelled is { } more ? Continuations(more, [.. Enumerable.Range(0, more.SegmentCount)]) : []];
        _weights = Normalized(TrackWeights());
        _genreWeights = options.BalanceGenres ? GenreWeights() : [.. Enumerable.Repeat(1.0, data.Genres.Count)];
        EmbeddingSize = teaching?.Labelled.EmbeddingSize ?? 0;
        _embedding = EmbeddingSize == 0 ? null : FeatureStatistics.Measure(EmbeddingSize, Enumerable.Range(0, Count).Select(i => EmbeddingOf(i).ToArray()));
    }

    /// <summary>Number of segments.</summary>
    public int Count { get; }

    /// <summary>For each segment, whether the next segment in this list continues the same clip.</summary>
    public IReadOnlyList<bool> GoesOn { get; }

    /// <summary>Size of the teachers' embeddings; 0 if none are used.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Whether the targets consist of more than plain labels.</summary>
    public bool HasTargets => _teaching is not null || _options.TrackExponent != 1;

    /// <summary>Returns the features of a segment, <c>[frames, coefficients]</c>.</summary>
    /// <param name="i">The index of the segment, from 0.</param>
    public ReadOnlySpan<float> Values(int i) => i < _labelled.Length ? _data.Segment(_labelled[i]) : _teaching!.Unlabelled!.Segment(i - _labelled.Length);

    /// <summary>
    /// Returns the genre index of a segment; for an unlabelled segment, the genre that the teachers consider most probable.
    /// </summary>
    /// <param name="i">The index of the segment, from 0.</param>
    public int Genre(int i) => IsLabelled(i) ? _data.Labels[_labelled[i]] : TensorPrimitives.IndexOfMax(ProbabilitiesOf(i));

    /// <summary>Returns the relative sampling frequency of each segment, for sampling by weight instead of weighting the loss.</summary>
    public double[] Shares() => [.. Enumerable.Range(0, Count).Select(i => _weights[i] * Expected(i))];

    /// <summary>Writes the targets of a segment.</summary>
    /// <param name="i">The index of the segment, from 0.</param>
    /// <param name="label">Receives the smoothed weight of each genre from the label; zeros for an unlabelled segment.</param>
    /// <param name="teacher">Receives the weight of each genre from the teachers' probabilities; empty if they are not used.</param>
    /// <param name="embedding">Receives the teachers' standardised embedding; empty if it is not used.</param>
    public void Write(int i, Span<float> label, Span<float> teacher, Span<float> embedding)
    {
        double share = _teaching is null ? 0 : IsLabelled(i) ? _teaching.Options.Weight : 1;
        double weight = _options.SampleByWeight ? 1 : _weights[i];
        double[] soft = share > 0 ? Softened(ProbabilitiesOf(i), _teaching!.Options.Temperature) : new double[label.Length];
        int right = IsLabelled(i) ? Genre(i) : -1;
        for (int genre = 0; genre < label.Length; genre++)
        {
            double factor = weight * (_options.SampleByWeight ? 1 : _genreWeights[genre]);
            double smooth = (_options.LabelSmoothing / label.Length) + (genre == right ? 1 - _options.LabelSmoothing : 0);
            label[genre] = (float)(factor * (1 - share) * smooth);
            if (!teacher.IsEmpty)
            {
                teacher[genre] = (float)(factor * share * soft[genre]);
            }
        }

        ReadOnlySpan<float> raw = EmbeddingOf(i);
        for (int k = 0; k < embedding.Length; k++)
        {
            embedding[k] = (raw[k] - _embedding!.Mean[k]) / _embedding.Deviation[k];
        }
    }

    private bool IsLabelled(int i) => i < _labelled.Length;

    private ReadOnlySpan<float> ProbabilitiesOf(int i) =>
        IsLabelled(i) ? _teaching!.Labelled.ProbabilitiesOf(_labelled[i]) : _teaching!.UnlabelledTargets!.ProbabilitiesOf(i - _labelled.Length);

    private ReadOnlySpan<float> EmbeddingOf(int i) =>
        IsLabelled(i) ? _teaching!.Labelled.EmbeddingOf(_labelled[i]) : _teaching!.UnlabelledTargets!.EmbeddingOf(i - _labelled.Length);

    // The genre weight of a segment; for an unlabelled segment, the expected value under the teachers' probabilities.
    private double Expected(int i)
    {
        if (IsLabelled(i))
        {
            return _genreWeights[Genre(i)];
        }

        double sum = 0;
        foreach ((int genre, float probability) in ProbabilitiesOf(i).ToArray().Index())
        {
            sum += probability * _genreWeights[genre];
        }

        return sum;
    }

    private double[] TrackWeights()
    {
        (string Kind, string Track)[] tracks =
        [
            .. _labelled.Select(s => ("labelled", _data.TrackIds[s])),
            .. _teaching?.Unlabelled is { } more ? more.TrackIds.Select(id => ("unlabelled", id)) : [],
        ];
        var counts = tracks.CountBy(t => t).ToDictionary();
        return [.. tracks.Select(t => Math.Pow(counts[t], _options.TrackExponent - 1))];
    }

    private static double[] Normalized(double[] weights)
    {
        double mean = weights.Average();
        return [.. weights.Select(weight => weight / mean)];
    }

    // Inversely proportional to the total weight of each genre's segments; unlabelled segments count according to the teachers'
    // probabilities.
    private double[] GenreWeights()
    {
        double[] sums = new double[_data.Genres.Count];
        for (int i = 0; i < Count; i++)
        {
            if (IsLabelled(i))
            {
                sums[Genre(i)] += _weights[i];
                continue;
            }

            foreach ((int genre, float probability) in ProbabilitiesOf(i).ToArray().Index())
            {
                sums[genre] += _weights[i] * probability;
            }
        }

        int present = sums.Count(sum => sum > 0);
        return [.. sums.Select(sum => sum == 0 ? 0 : sums.Sum() / (present * sum))];
    }

    private static double[] Softened(ReadOnlySpan<float> probabilities, double temperature)
    {
        double[] powers = new double[probabilities.Length];
        for (int genre = 0; genre < powers.Length; genre++)
        {
            powers[genre] = Math.Pow(probabilities[genre], 1 / temperature);
        }

        double sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    private static IEnumerable<bool> Continuations(FeatureSet data, int[] segments)
    {
        var all = segments.ToHashSet();
        bool IsFollowed(int s) => s + 1 < data.SegmentCount && data.TrackIds[s + 1] == data.TrackIds[s] && data.Variants[s + 1] == data.Variants[s];

        // An aligned last segment may start anywhere after the start of the previous one.
        int ahead = data.Options.Tail == TailPolicy.Align ? 2 : 1;
        return segments.Select(s => all.Contains(s + 1) && Enumerable.Range(s, ahead).All(IsFollowed));
    }
}
