using GenreNet.Core.Datasets;

namespace GenreNet.Training.Fitting;

/// <summary>Mean and deviation of each coefficient.</summary>
/// <param name="Mean">Means.</param>
/// <param name="Deviation">Population standard deviations; one where a coefficient never changes.</param>
internal sealed record FeatureStatistics(float[] Mean, float[] Deviation)
{
    /// <summary>Measures segments, over all their frames, in double precision.</summary>
    /// <param name="data">All features.</param>
    /// <param name="segments">Which segments, by index: the training segments alone, or the test set leaks into the network.</param>
    public static FeatureStatistics Measure(FeatureSet data, IReadOnlyList<int> segments)
    {
        int coefficients = data.CoefficientCount;
        double[] sum = new double[coefficients];
        double[] squares = new double[coefficients];
        foreach (int segment in segments)
        {
            ReadOnlySpan<float> values = data.Segment(segment);
            for (int i = 0; i < values.Length; i++)
            {
                sum[i % coefficients] += values[i];
                squares[i % coefficients] += (double)values[i] * values[i];
            }
        }

        double count = (double)segments.Count * data.FrameCount;
        float[] mean = [.. sum.Select(s => (float)(s / count))];
        float[] deviation = new float[coefficients];
        for (int i = 0; i < coefficients; i++)
        {
            double variance = (squares[i] / count) - (sum[i] / count * (sum[i] / count));

            // Rounding leaves a little of a constant as well; summaries hold features as small as 1e-4.
            deviation[i] = variance > 1e-10 * squares[i] / count ? (float)Math.Sqrt(variance) : 1;
        }

        return new FeatureStatistics(mean, deviation);
    }
}
