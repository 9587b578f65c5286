using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Represents the mean and standard deviation of each coefficient.</summary>
/// <param name="Mean">Mean of each coefficient.</param>
/// <param name="Deviation">Population standard deviation of each coefficient; one if the coefficient is constant.</param>
internal sealed record FeatureStatistics(float[] Mean, float[] Deviation)
{
    private const int BatchSize = 256;

    /// <summary>Measures the input of the network's standardisation layer over all frames of the segments, in double precision.</summary>
    /// <param name="network">The network; layers before its standardisation are applied first.</param>
    /// <param name="training">The training segments only; otherwise information from the test set leaks into the network.</param>
    public static FeatureStatistics Measure(TorchNetwork network, SegmentTensors training) =>
        Measure(network.Input[1], training.SelectInOrder(BatchSize, (features, _) => Values(network, features)));

    /// <summary>Measures mean and standard deviation of rows of coefficients.</summary>
    /// <param name="coefficients">Coefficients per row.</param>
    /// <param name="blocks">Arrays that contain complete rows.</param>
    internal static FeatureStatistics Measure(int coefficients, IEnumerable<float[]> blocks)
    {
        long rows = 0;
        double[] sum = new double[coefficients];
        double[] squares = new double[coefficients];
        foreach (float[] values in blocks)
        {
            rows += values.Length / coefficients;
            for (int i = 0; i < values.Length; i++)
            {
                sum[i % coefficients] += values[i];
                squares[i % coefficients] += (double)values[i] * values[i];
            }
        }

        float[] mean = [.. sum.Select(s => (float)(s / rows))];
        float[] deviation = new float[coefficients];
        for (int i = 0; i < coefficients; i++)
        {
            double variance = (squares[i] / rows) - (sum[i] / rows * (sum[i] / rows));

            // Rounding gives even a constant a small variance; summaries contain features as small as 1e-4.
            deviation[i] = variance > 1e-10 * squares[i] / rows ? (float)Math.Sqrt(variance) : 1;
        }

        return new FeatureStatistics(mean, deviation);
    }

    private static float[] Values(TorchNetwork network, Tensor features)
    {
        using IDisposable noGradient = no_grad();
        return network.BeforeStandardization(features).contiguous().data<float>().ToArray();
    }
}
