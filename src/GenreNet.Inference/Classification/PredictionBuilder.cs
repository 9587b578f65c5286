using GenreNet.Core.Features;
using GenreNet.Inference.Models;

namespace GenreNet.Inference.Classification;

/// <summary>From probabilities of segments, as they come, to the answer for a clip.</summary>
/// <param name="card">The genres in the order of the probabilities.</param>
/// <param name="window">How the segments lie in the clip.</param>
/// <param name="options">What the answer tells.</param>
/// <param name="embeddingSize">Numbers of an embedding; 0 where none is wanted.</param>
internal sealed class PredictionBuilder(ModelCard card, SegmentWindow window, ClassificationOptions options, int embeddingSize)
{
    private readonly double[] _probabilities = new double[card.Genres.Count];
    private readonly double[] _embedding = new double[embeddingSize];
    private readonly MfccMeans? _mfccs = options.MfccMeans ? new MfccMeans(card.Features) : null;
    private readonly List<TimelineSegment> _timeline = [];
    private long _count;

    /// <summary>Takes segments into account.</summary>
    /// <param name="count">How many.</param>
    /// <param name="features">Theirs, all of them.</param>
    /// <param name="probabilities">Starts with <c>[count, genres]</c>.</param>
    /// <param name="embeddings">Starts with <c>[count, embedding]</c>, where one is wanted.</param>
    /// <param name="position">How much of the clip has been read.</param>
    public void Add(int count, ReadOnlySpan<float> features, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> embeddings, TimeSpan position)
    {
        _mfccs?.Add(features);
        for (int segment = 0; segment < count; segment++)
        {
            ReadOnlySpan<float> row = probabilities.Slice(segment * _probabilities.Length, _probabilities.Length);
            AddTo(_probabilities, row);
            AddTo(_embedding, embeddings.Slice(segment * embeddingSize, embeddingSize));
            if (options.Timeline)
            {
                _timeline.Add(Segment(card, window, _count, row, position));
            }

            _count++;
        }
    }

    /// <summary>The answer.</summary>
    /// <param name="segments">The clip, read to its end.</param>
    /// <param name="name">What warnings call it.</param>
    public GenrePrediction Build(SegmentReader segments, string name)
    {
        bool isSilent = segments.Peak == 0;
        GenreProbability[] ranking = Rank();
        return new GenrePrediction
        {
            IsUnknown = isSilent || ranking[0].Probability < options.UnknownBelow,
            Ranking = ranking,
            Timeline = _timeline,
            Duration = segments.Position,
            Warnings = isSilent ? [.. segments.Warnings, $"{name} is silent: there is no genre to hear in it."] : [.. segments.Warnings],
            Embedding = embeddingSize == 0 ? default : Array.ConvertAll(_embedding, sum => (float)(sum / _count)),
            MfccMeans = _mfccs?.Compute() ?? [],
        };
    }

    /// <summary>One segment of a timeline.</summary>
    /// <param name="card">The genres in the order of the probabilities.</param>
    /// <param name="window">How the segments lie in the clip.</param>
    /// <param name="index">Segment, from 0.</param>
    /// <param name="row">Its probabilities.</param>
    /// <param name="position">How much of the clip has been read: a segment filled up with silence ends there.</param>
    public static TimelineSegment Segment(ModelCard card, SegmentWindow window, long index, ReadOnlySpan<float> row, TimeSpan position)
    {
        int best = 0;
        for (int genre = 1; genre < row.Length; genre++)
        {
            best = row[genre] > row[best] ? genre : best;
        }

        double rate = card.Features.SampleRate;
        var start = TimeSpan.FromSeconds(index * window.HopLength / rate);
        var end = TimeSpan.FromSeconds(((index * window.HopLength) + window.Length) / rate);
        return new TimelineSegment(start, end < position ? end : position, card.Genres[best], row[best], row.ToArray());
    }

    private static void AddTo(double[] sums, ReadOnlySpan<float> row)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += row[i];
        }
    }

    private GenreProbability[] Rank()
    {
        // Equal probabilities keep the order of the genre list, so that the answer never depends on the sort.
        IEnumerable<GenreProbability> ranking = card.Genres
            .Select((genre, i) => new GenreProbability(genre, _probabilities[i] / _count))
            .OrderByDescending(g => g.Probability)
            .Where((g, i) => i == 0 || g.Probability >= options.Threshold);
        return [.. options.Top is int top ? ranking.Take(top) : ranking];
    }
}
