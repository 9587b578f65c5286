using System.Buffers;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Represents what a normalisation does to each channel of its input: <c>x scale + offset</c>.</summary>
/// <param name="channels">The number of channels.</param>
internal sealed unsafe class ChannelStatistics(int channels)
{
    /// <summary>The factor per channel; one without a normalisation.</summary>
    public float[] Scale { get; } = new float[channels];

    /// <summary>The summand per channel; zero without a normalisation.</summary>
    public float[] Offset { get; } = new float[channels];

    /// <summary>The mean per channel of the batch.</summary>
    public float[] Mean { get; } = new float[channels];

    /// <summary>The reciprocal of the standard deviation per channel of the batch.</summary>
    public float[] Precision { get; } = new float[channels];

    /// <summary>Measures an input, and updates the running statistics of its normalisation.</summary>
    /// <param name="rows">The input.</param>
    /// <param name="norm">The normalisation; null for none.</param>
    public static ChannelStatistics Of(ChannelRows rows, NormWeights? norm)
    {
        var statistics = new ChannelStatistics(rows.Channels);
        if (norm is null)
        {
            statistics.Scale.AsSpan().Fill(1);
            return statistics;
        }

        (double[] means, double[] variances) = Moments(rows);
        Span<float> weight = Values(norm.Weight);
        Span<float> bias = Values(norm.Bias);
        Span<float> runningMean = Values(norm.Mean);
        Span<float> runningVariance = Values(norm.Variance);
        for (int channel = 0; channel < rows.Channels; channel++)
        {
            double precision = 1 / Math.Sqrt(variances[channel] + norm.Epsilon);
            double scale = weight[channel] * precision;
            statistics.Mean[channel] = (float)means[channel];
            statistics.Precision[channel] = (float)precision;
            statistics.Scale[channel] = (float)scale;
            statistics.Offset[channel] = (float)(bias[channel] - (means[channel] * scale));

            // The variance of a sample: the mean of the batch is closer to its own values than that of all music.
            double unbiased = variances[channel] * rows.Count / (rows.Count - 1);
            runningMean[channel] += (float)(norm.Momentum * (means[channel] - runningMean[channel]));
            runningVariance[channel] += (float)(norm.Momentum * (unbiased - runningVariance[channel]));
        }

        return statistics;
    }

    // Means and variances of the pieces, combined as in Chan, Golub and LeVeque, "Algorithms for computing the sample variance" (1983).
    private static (double[] Means, double[] Variances) Moments(ChannelRows rows)
    {
        (int channels, int pieces) = (rows.Channels, rows.Pieces);
        float[] moments = ArrayPool<float>.Shared.Rent(2 * pieces * channels);
        (double[] means, double[] variances) = (new double[channels], new double[channels]);
        fixed (float* ofMeans = moments, ofSquares = &moments[pieces * channels])
        {
            (nint mean, nint square) = ((nint)ofMeans, (nint)ofSquares);
            TorchThreads.ForEach(pieces, rows.Size, piece => ChannelKernels.Moments(
                rows.At(piece), rows.RowsOf(piece), channels, (float*)mean + (piece * channels), (float*)square + (piece * channels)));
            for (int piece = 0; piece < pieces; piece++)
            {
                double share = (double)rows.RowsOf(piece) / rows.Count;
                for (int channel = 0; channel < channels; channel++)
                {
                    means[channel] += share * ofMeans[(piece * channels) + channel];
                }
            }

            for (int piece = 0; piece < pieces; piece++)
            {
                double share = (double)rows.RowsOf(piece) / rows.Count;
                for (int channel = 0; channel < channels; channel++)
                {
                    double distance = ofMeans[(piece * channels) + channel] - means[channel];
                    variances[channel] += (share * distance * distance) + ((double)ofSquares[(piece * channels) + channel] / rows.Count);
                }
            }
        }

        ArrayPool<float>.Shared.Return(moments);
        return (means, variances);
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
