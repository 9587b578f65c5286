using GenreNet.Core.Datasets;
using GenreNet.Inference;

namespace GenreNet.Training.Fitting;

/// <summary>Represents labelled clips and the logits of a multi-label model for their segments.</summary>
/// <param name="Clips">The clips; their labels are indices into <paramref name="Genres"/>.</param>
/// <param name="Genres">The genres of the clips, in the model's spelling.</param>
/// <param name="Logits">The logits of the genres before calibration, by clip and segment.</param>
/// <param name="Pooling">How the probabilities of segments are pooled into those of a clip.</param>
public sealed record LabelClips(
    IReadOnlyList<LabelledTrack> Clips, IReadOnlyList<string> Genres, IReadOnlyList<double[][]> Logits, SegmentPooling Pooling)
{
    // Probabilities are stored as floats: the smallest positive value, and the largest distance from one that is lost in rounding.
    private const double SmallestProbability = float.Epsilon;
    private const double SmallestRemainder = 1.0 / (1 << 25);

    /// <summary>Collects the clips of a dataset.</summary>
    /// <param name="data">The segments, by index.</param>
    /// <param name="segments">Segments of the data, by index.</param>
    /// <param name="probabilities">The model's probabilities for each segment, <c>[segments, genres of the card]</c>, row-major.</param>
    /// <param name="card">The model card; its calibration is inverted. It must list all genres of the data.</param>
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

    /// <summary>Returns the logits of one genre, by clip and segment.</summary>
    /// <param name="genre">The index of the genre, from 0.</param>
    public IReadOnlyList<double[]> Of(int genre) => [.. Logits.Select(clip => Array.ConvertAll(clip, segment => segment[genre]))];

    private static double Logit(double probability) =>
        Math.Log(Math.Max(probability, SmallestProbability)) - Math.Log(Math.Max(1 - probability, SmallestRemainder));
}
