using GenreNet.Inference.Models;

namespace GenreNet.Inference;

/// <summary>From probabilities of segments to the answer for a clip.</summary>
internal static class PredictionBuilder
{
    /// <summary>Averages the segments' probabilities and ranks the genres.</summary>
    /// <param name="card">The genres in the order of the probabilities, and how long a segment is.</param>
    /// <param name="probabilities">The probabilities of the genres, segment by segment; becomes part of the answer.</param>
    /// <param name="duration">Length of the clip.</param>
    /// <param name="warnings">What was odd about the audio.</param>
    public static GenrePrediction Build(ModelCard card, IReadOnlyList<float[]> probabilities, TimeSpan duration, IReadOnlyList<string> warnings)
    {
        IReadOnlyList<string> genres = card.Genres;
        double[] mean = new double[genres.Count];
        var timeline = new TimelineSegment[probabilities.Count];
        for (int segment = 0; segment < timeline.Length; segment++)
        {
            float[] row = probabilities[segment];
            int best = 0;
            for (int genre = 0; genre < row.Length; genre++)
            {
                mean[genre] += row[genre] / (double)timeline.Length;
                best = row[genre] > row[best] ? genre : best;
            }

            timeline[segment] = new TimelineSegment(
                card.Features.SegmentStart(segment), card.Features.SegmentEnd(segment, duration), genres[best], row[best], row);
        }

        // Equal probabilities keep the order of the genre list, so that the answer never depends on the sort.
        GenreProbability[] ranking = [.. genres.Select((genre, i) => new GenreProbability(genre, mean[i])).OrderByDescending(g => g.Probability)];
        return new GenrePrediction { Ranking = ranking, Timeline = timeline, Duration = duration, Warnings = warnings };
    }
}
