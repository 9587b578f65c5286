using GenreNet.Inference;

namespace GenreNet.Training.Serving;

/// <summary>Represents a comparison of one MFCC of the received clips with the training tracks of a model.</summary>
/// <param name="Coefficient">Number of the coefficient, from 1, which represents loudness.</param>
/// <param name="TrainedMean">Mean over the training tracks.</param>
/// <param name="TrainedDeviation">Standard deviation over the training tracks.</param>
/// <param name="SeenMean">Mean over the received clips.</param>
/// <param name="SeenDeviation">Standard deviation over the received clips.</param>
/// <param name="StandardError">Standard error of <see cref="Distance"/>: one standard deviation of its variation by chance.</param>
internal sealed record FeatureDrift(int Coefficient, double TrainedMean, double TrainedDeviation, double SeenMean, double SeenDeviation, double StandardError)
{
    /// <summary>Smallest distance that counts as drift, if it is not explained by chance: Cohen's "medium" effect size.</summary>
    public const double Noticeable = 0.5;

    // Chance exceeds two standard errors in one of twenty cases.
    private const double Certainty = 2;

    /// <summary>The difference of the means, in standard deviations of the training tracks.</summary>
    public double Distance => (SeenMean - TrainedMean) / TrainedDeviation;

    /// <summary>The ratio of the standard deviations of clips and training tracks.</summary>
    public double Spread => SeenDeviation / TrainedDeviation;

    /// <summary>Whether the difference is large and not explained by chance.</summary>
    public bool IsDrift => Math.Abs(Distance) >= Noticeable && Math.Abs(Distance) > Certainty * StandardError;

    /// <summary>Compares all coefficients.</summary>
    /// <param name="reference">The statistics of the training tracks.</param>
    /// <param name="clips">The mean MFCCs of each received clip; those of other models can have fewer values.</param>
    /// <returns>The coefficients that at least one clip has.</returns>
    public static IEnumerable<FeatureDrift> Compare(MfccReference reference, IReadOnlyList<IReadOnlyList<float>> clips)
    {
        for (int i = 0; i < reference.Mean.Length; i++)
        {
            double[] seen = [.. clips.Where(means => i < means.Count).Select(means => (double)means[i])];
            if (seen.Length > 0)
            {
                yield return Of(i + 1, reference.Mean.Span[i], reference.Deviation.Span[i], seen);
            }
        }
    }

    /// <summary>Compares one coefficient.</summary>
    /// <param name="coefficient">Number of the coefficient, from 1.</param>
    /// <param name="trainedMean">Mean over the training tracks.</param>
    /// <param name="trainedDeviation">Standard deviation over the training tracks, above zero.</param>
    /// <param name="seen">The coefficient of each received clip; at least one.</param>
    public static FeatureDrift Of(int coefficient, double trainedMean, double trainedDeviation, IReadOnlyList<double> seen)
    {
        double mean = seen.Average();
        double deviation = Math.Sqrt(seen.Average(value => (value - mean) * (value - mean)));
        // A few clips may be similar by chance, so the standard deviation used is at least that of the training tracks.
        double error = Math.Max(deviation, trainedDeviation) / Math.Sqrt(seen.Count) / trainedDeviation;
        return new FeatureDrift(coefficient, trainedMean, trainedDeviation, mean, deviation, error);
    }
}
