using System.Text.Json.Serialization;
using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>What the tracks sound like that a model was fitted on: statistics of their mean MFCCs (<see cref="MfccMeans"/>), to hold other audio against.</summary>
public sealed record MfccReference
{
    /// <summary>The mean over the tracks of each coefficient, loudness first.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>The standard deviation over the tracks of each coefficient, all above zero.</summary>
    public required IReadOnlyList<float> Deviation { get; init; }

    /// <summary>Whether there is one number of each for every coefficient, and they are in range.</summary>
    [JsonIgnore]
    internal bool IsWhole => Mean.Count > 0 && Mean.Count == Deviation.Count && Mean.All(float.IsFinite) && Deviation.All(d => d > 0 && float.IsFinite(d));

    /// <summary>How far other audio is from it.</summary>
    /// <param name="means">Mean MFCCs of a clip, or their mean over many clips.</param>
    /// <returns>For each coefficient the difference from the mean in deviations: 0 for the same, beyond 1 or -1 for what is unlike most of the tracks.</returns>
    public float[] Distances(IReadOnlyList<float> means)
    {
        ArgumentNullException.ThrowIfNull(means);
        return [.. means.Take(Mean.Count).Select((value, i) => (value - Mean[i]) / Deviation[i])];
    }

    /// <summary>The reference of a model.</summary>
    /// <param name="card">Its card.</param>
    /// <returns>Null where the card has none, and its standardisation, which is that of frames, cannot stand in.</returns>
    public static MfccReference? Of(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        if (card.MfccReference is not null || card.Features.Kind != FeatureKind.Summary || card.Standardization.Mean.Count == 0)
        {
            return card.MfccReference;
        }

        // Summaries are standardised segment by segment, and a segment is a track or most of it.
        int[] columns = [.. SummaryExtractor.ColumnNames.Index()
            .Where(column => column.Item.StartsWith("mfcc", StringComparison.Ordinal) && column.Item.EndsWith("_mean", StringComparison.Ordinal))
            .Take(MfccMeans.MostCoefficients).Select(column => column.Index)];
        return new MfccReference
        {
            Mean = [.. columns.Select(column => card.Standardization.Mean[column])],
            Deviation = [.. columns.Select(column => card.Standardization.Deviation[column])],
        };
    }
}
