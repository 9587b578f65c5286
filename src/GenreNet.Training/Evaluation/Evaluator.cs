using GenreNet.Core.Datasets;

namespace GenreNet.Training.Evaluation;

/// <summary>Compares probabilities with labels.</summary>
public static class Evaluator
{
    /// <summary>Counts answers by segment, and by track through the mean of the probabilities of the track's segments.</summary>
    /// <param name="data">Labels and track ids of all segments.</param>
    /// <param name="genres">The genres of the columns; all of the data's are among them, perhaps at other places and in other spellings.</param>
    /// <param name="segments">Which segments to count, by index.</param>
    /// <param name="probabilities"><c>[segments, genres]</c>, row-major, in the order of <paramref name="segments"/>.</param>
    public static EvaluationResult Evaluate(
        FeatureSet data, IReadOnlyList<string> genres, IReadOnlyList<int> segments, ReadOnlySpan<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(genres);
        ArgumentNullException.ThrowIfNull(segments);
        int[] columns = [.. data.Genres.Select(genre => GenreName.IndexIn(genres, genre))];
        var bySegment = new ConfusionMatrix(genres.Count);
        var sums = new Dictionary<string, (int Label, double[] Sum)>(StringComparer.Ordinal);
        for (int i = 0; i < segments.Count; i++)
        {
            ReadOnlySpan<float> row = probabilities.Slice(i * genres.Count, genres.Count);
            int label = columns[data.Labels[segments[i]]];
            bySegment.Add(label, IndexOfLargest(row));

            string track = data.TrackIds[segments[i]];
            if (!sums.TryGetValue(track, out (int Label, double[] Sum) entry))
            {
                sums[track] = entry = (label, new double[genres.Count]);
            }

            for (int genre = 0; genre < genres.Count; genre++)
            {
                entry.Sum[genre] += row[genre];
            }
        }

        var byTrack = new ConfusionMatrix(genres.Count);
        foreach ((int label, double[] sum) in sums.Values)
        {
            byTrack.Add(label, IndexOfLargest<double>(sum));
        }

        return new EvaluationResult(genres, bySegment, byTrack);
    }

    private static int IndexOfLargest<T>(ReadOnlySpan<T> values)
        where T : IComparable<T>
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i].CompareTo(values[best]) > 0 ? i : best;
        }

        return best;
    }
}
