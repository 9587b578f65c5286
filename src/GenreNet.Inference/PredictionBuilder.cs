using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>From probabilities of segments to the answer for a clip.</summary>
internal static class PredictionBuilder
{
    /// <summary>Averages the segments' probabilities and ranks the genres.</summary>
    /// <param name="genres">Genres in the order of the columns.</param>
    /// <param name="clip">Where the segments lie.</param>
    /// <param name="probabilities"><c>[segments, genres]</c>, row-major.</param>
    public static GenrePrediction Build(IReadOnlyList<string> genres, FeatureClip clip, float[] probabilities)
    {
        double[] mean = new double[genres.Count];
        var timeline = new TimelineSegment[clip.SegmentCount];
        for (int segment = 0; segment < clip.SegmentCount; segment++)
        {
            float[] row = probabilities.AsSpan(segment * genres.Count, genres.Count).ToArray();
            int best = 0;
            for (int genre = 0; genre < row.Length; genre++)
            {
                mean[genre] += row[genre] / (double)clip.SegmentCount;
                best = row[genre] > row[best] ? genre : best;
            }

            timeline[segment] = new TimelineSegment(clip.SegmentStart(segment), clip.SegmentEnd(segment), genres[best], row[best], row);
        }

        // Equal probabilities keep the order of the genre list, so that the answer never depends on the sort.
        GenreProbability[] ranking = [.. genres.Select((genre, i) => new GenreProbability(genre, mean[i])).OrderByDescending(g => g.Probability)];
        return new GenrePrediction { Ranking = ranking, Timeline = timeline, Duration = clip.Duration, Warnings = clip.Warnings };
    }
}
