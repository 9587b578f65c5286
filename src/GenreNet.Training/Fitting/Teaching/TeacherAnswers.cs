using GenreNet.Core.Features;

namespace GenreNet.Training.Fitting;

/// <summary>The answers of a teacher for the tracks of a dataset.</summary>
/// <param name="Teacher">The teacher.</param>
/// <param name="Genres">The genres in the order of the probabilities.</param>
/// <param name="EmbeddingSize">Numbers of an embedding; 0 where there is none.</param>
/// <param name="Features">Where the teacher's segments begin and end.</param>
/// <param name="ByTrack">The answer for each track, by id.</param>
public sealed record TeacherAnswers(
    TeacherFacts Teacher, IReadOnlyList<string> Genres, int EmbeddingSize, FeatureOptions Features, IReadOnlyDictionary<string, TeacherAnswer> ByTrack)
{
    /// <summary>Adds the mean of an answer over a span of time.</summary>
    /// <param name="track">The track.</param>
    /// <param name="start">Where the span begins, in seconds.</param>
    /// <param name="end">Where it ends, in seconds; infinity for the complete track.</param>
    /// <param name="probabilities">Receives the probabilities, in the order of <see cref="Genres"/>; zero before.</param>
    /// <param name="embedding">Receives the embedding, or is empty; zero before.</param>
    internal void AddMean(string track, double start, double end, Span<float> probabilities, Span<float> embedding)
    {
        TeacherAnswer answer = ByTrack[track];
        int count = answer.Probabilities.Length / Genres.Count;
        double[] weights = Weights(count, start, end);
        for (int segment = 0; segment < count; segment++)
        {
            var weight = (float)weights[segment];
            for (int genre = 0; weight > 0 && genre < Genres.Count; genre++)
            {
                probabilities[genre] += weight * answer.Probabilities[(segment * Genres.Count) + genre];
            }

            for (int i = 0; weight > 0 && i < embedding.Length; i++)
            {
                embedding[i] += weight * answer.Embeddings[(segment * EmbeddingSize) + i];
            }
        }
    }

    // The tail of a track that fills no segment of the teacher belongs to its last segment.
    private double[] Weights(int count, double start, double end)
    {
        double[] overlaps = [.. Enumerable.Range(0, count).Select(segment =>
        {
            double from = Features.SegmentStart(segment).TotalSeconds;
            return Math.Max(0, Math.Min(end, from + Features.SegmentSeconds) - Math.Max(start, from));
        })];
        double sum = overlaps.Sum();
        return sum > 0 ? [.. overlaps.Select(overlap => overlap / sum)] : [.. Enumerable.Range(0, count).Select(segment => segment == count - 1 ? 1.0 : 0)];
    }
}
