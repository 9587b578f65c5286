using GenreNet.Core.Datasets;
using GenreNet.Inference;

namespace GenreNet.Training.Fitting;

/// <summary>Labelled clips and what a multi-label model says of their segments.</summary>
/// <param name="Clips">The clips; their labels are places in <paramref name="Genres"/>.</param>
/// <param name="Genres">The genres of the clips, as the model spells them.</param>
/// <param name="Logits">For each clip and segment, the logit of each of the genres before any calibration.</param>
/// <param name="Pooling">How the probabilities of segments become those of a clip.</param>
public sealed record LabelClips(
    IReadOnlyList<LabelledTrack> Clips, IReadOnlyList<string> Genres, IReadOnlyList<double[][]> Logits, SegmentPooling Pooling)
{
    // Probabilities are floats: the smallest one above zero, and the largest distance from one that is lost in rounding.
    private const double SmallestProbability = float.Epsilon;
    private const double SmallestRemainder = 1.0 / (1 << 25);

    /// <summary>Collects the clips of a dataset.</summary>
    /// <param name="data">The clips.</param>
    /// <param name="segments">Segments of the data, by index.</param>
    /// <param name="probabilities">The model's answer for each of them, <c>[segments, genres of the card]</c>, row-major.</param>
    /// <param name="card">The card of the model; the calibration on it is undone. It has all genres of the data.</param>
    public static LabelClips Of(FeatureSet data, IReadOnlyList<int> segments, ReadOnlySpan<float> probabilities, ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(card);
        int[] columns = [.. data.Genres.Select(genre => GenreName.IndexIn(card.Genres, genre))];
        string[] genres = [.. columns.Select(column => card.Genres[column])];
        LogitScale[] scales = [.. genres.Select(genre => card.LabelCalibration?.ScaleOf(genre) ?? LogitScale.Identity)];
        Dictionary<string, List<double[]>> rows = new(StringComparer.Ordinal);
        for (int i = 0; i < segments.Count; i++)
        {
            ReadOnlySpan<float> answer = probabilities.Slice(i * card.Genres.Count, card.Genres.Count);
            double[] row = new double[genres.Length];
            for (int genre = 0; genre < row.Length; genre++)
            {
                row[genre] = (Logit(answer[columns[genre]]) - scales[genre].Offset) / scales[genre].Scale;
            }

            string clip = data.TrackIds[segments[i]];
            if (!rows.TryGetValue(clip, out List<double[]>? own))
            {
                rows.Add(clip, own = []);
            }

            own.Add(row);
        }

        LabelledTrack[] clips = [.. data.Tracks.Where(clip => rows.ContainsKey(clip.Id)).OrderBy(clip => clip.Id, StringComparer.Ordinal)];
        return new LabelClips(clips, genres, [.. clips.Select(clip => rows[clip.Id].ToArray())], card.Pooling);
    }

    /// <summary>The logits of one genre: of each clip those of its segments.</summary>
    /// <param name="genre">Genre, from 0.</param>
    public IReadOnlyList<double[]> Of(int genre) => [.. Logits.Select(clip => Array.ConvertAll(clip, segment => segment[genre]))];

    private static double Logit(double probability) =>
        Math.Log(Math.Max(probability, SmallestProbability)) - Math.Log(Math.Max(1 - probability, SmallestRemainder));
}
