using System.Text.Json.Serialization;
using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>
/// Represents the statistics of the mean MFCCs (<see cref="MfccMeans"/>) of the tracks that a model was fitted on, for comparison with
/// other audio.
/// </summary>
/// <remarks>Immutable.</remarks>
/// <example>
/// <code>
/// using var classifier = GenreClassifier.LoadDefault();
/// GenrePrediction prediction = classifier.Classify("song.wav", new ClassificationOptions { IncludeMfccMeans = true });
/// if (MfccReference.Of(classifier.Card) is { } reference)
/// {
///     Console.WriteLine($"Distances in standard deviations: {string.Join(' ', reference.Distances(prediction.MfccMeans.Span))}");
/// }
/// </code>
/// </example>
/// <seealso cref="ModelCard"/>
public sealed record MfccReference
{
    /// <summary>Gets the mean of each coefficient over the tracks, loudness first.</summary>
    public required ReadOnlyMemory<float> Mean { get; init; }

    /// <summary>Gets the standard deviation of each coefficient over the tracks, all above zero.</summary>
    public required ReadOnlyMemory<float> Deviation { get; init; }

    /// <summary>Gets whether there is one mean and one deviation per coefficient, and all are in range.</summary>
    [JsonIgnore]
    internal bool IsComplete
    {
        get
        {
            ReadOnlySpan<float> means = Mean.Span;
            ReadOnlySpan<float> deviations = Deviation.Span;
            bool isComplete = means.Length > 0 && means.Length == deviations.Length;
            for (int i = 0; isComplete && i < means.Length; i++)
            {
                isComplete = float.IsFinite(means[i]) && float.IsFinite(deviations[i]) && deviations[i] > 0;
            }

            return isComplete;
        }
    }

    /// <summary>Computes how far other audio is from the reference.</summary>
    /// <param name="means">Mean MFCCs of a clip, or their mean over many clips.</param>
    /// <returns>
    /// The difference from the mean in standard deviations, per coefficient: 0 for equal values, beyond 1 or -1 for audio unlike most of
    /// the tracks.
    /// </returns>
    public float[] Distances(ReadOnlySpan<float> means)
    {
        float[] distances = new float[Math.Min(means.Length, Mean.Length)];
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = (means[i] - Mean.Span[i]) / Deviation.Span[i];
        }

        return distances;
    }

    /// <summary>Returns the reference of a model.</summary>
    /// <param name="card">The card of the model.</param>
    /// <returns>Null if the card has none and its standardisation, which is that of frames, cannot replace it.</returns>
    public static MfccReference? Of(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        if (card.MfccReference is not null || card.Features.Kind != FeatureKind.Summary || card.Standardization.Mean.IsEmpty)
        {
            return card.MfccReference;
        }

        // Summaries are standardised per segment, and a segment is a track or most of one.
        int[] columns = [.. SummaryExtractor.ColumnNames.Index()
            .Where(column => column.Item.StartsWith("mfcc", StringComparison.Ordinal) && column.Item.EndsWith("_mean", StringComparison.Ordinal))
            .Take(MfccMeans.MaxCoefficientCount).Select(column => column.Index)];
        return new MfccReference
        {
            Mean = Array.ConvertAll(columns, column => card.Standardization.Mean.Span[column]),
            Deviation = Array.ConvertAll(columns, column => card.Standardization.Deviation.Span[column]),
        };
    }
}
