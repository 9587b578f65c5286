using GenreNet.Core.Features;

namespace GenreNet.Training.Fitting;

/// <summary>Represents the outputs of a teacher for the tracks of a dataset.</summary>
/// <param name="Teacher">The teacher model.</param>
/// <param name="Genres">The genres in the order of the probabilities.</param>
/// <param name="EmbeddingSize">Size of an embedding; 0 if there is none.</param>
/// <param name="Features">The feature options, which define where the teacher's segments begin and end.</param>
/// <param name="ByTrack">The output for each track, by track id.</param>
public sealed record TeacherAnswers(
    TeacherFacts Teacher, IReadOnlyList<string> Genres, int EmbeddingSize, FeatureOptions Features, IReadOnlyDictionary<string, TeacherAnswer> ByTrack)
{
    /// <summary>Adds the mean output over a time span.</summary>
    /// <param name="track">The id of the track.</param>
    /// <param name="start">Start of the span, in seconds.</param>
    /// <param name="end">End of the span, in seconds; infinity for the complete track.</param>
    /// <param name="probabilities">The mean probabilities are added here, in the order of <see cref="Genres"/>; must be zero before
    /// the call.</param>
    /// <param name="embedding">The mean embedding is added here; must be zero before the call, or empty.</param>
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

    // The tail of a track that is shorter than a teacher segment belongs to the last segment.
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
