using GenreNet.Inference;

namespace GenreNet.Training.Serving;

/// <summary>Represents a comparison of the tracks of a catalogue with the training data of its model.</summary>
/// <param name="Sample">Number of compared tracks, evenly spaced in the catalogue.</param>
/// <param name="TestAccuracy">Track accuracy on the model's own test tracks, 0 to 1; null if the card does not state it.</param>
/// <param name="Features">The MFCCs; empty if the card has no statistics of the training tracks, or no track has MFCCs.</param>
internal sealed record CatalogueDrift(int Sample, double? TestAccuracy, IReadOnlyList<FeatureDrift> Features)
{
    /// <summary>Whether any MFCC differs enough to need attention.</summary>
    public bool IsDrift => Features.Any(feature => feature.IsDrift);

    /// <summary>Gets the conclusion as sentences.</summary>
    public string Conclusion
    {
        get
        {
            int[] drifted = [.. Features.Where(feature => feature.IsDrift).Select(feature => feature.Coefficient)];
            return Features.Count == 0
                ? "The MFCCs of the catalogue are not compared: the card of the model contains no MFCC statistics, or no track has MFCCs."
                : drifted.Length > 0
                ? $"Drift detected in MFCC {string.Join(", ", drifted)}: the catalogue differs from the training data. Check the genres of some tracks, and consider training on them."
                : "No drift detected: the MFCCs of the catalogue are close to those of the training data.";
        }
    }

    /// <summary>Compares a catalogue with the training data.</summary>
    /// <param name="means">The mean MFCCs of a sample of the tracks.</param>
    /// <param name="card">The card of the model.</param>
    public static CatalogueDrift Of(IReadOnlyList<float[]> means, ModelCard card)
    {
        MfccReference? reference = MfccReference.Of(card);
        return new CatalogueDrift(means.Count, DriftReport.TestAccuracyOf(card), reference is null ? [] : [.. FeatureDrift.Compare(reference, means)]);
    }
}
