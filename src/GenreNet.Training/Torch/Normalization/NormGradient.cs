namespace GenreNet.Training.Torch;

/// <summary>Represents the gradient of a normalisation: of its weights, and as a function of the input and the gradient of the result.</summary>
/// <param name="channels">The number of channels.</param>
internal sealed unsafe class NormGradient(int channels)
{
    /// <summary>The gradient of the factor per channel.</summary>
    public float[] OfWeight { get; } = new float[channels];

    /// <summary>The gradient of the summand per channel.</summary>
    public float[] OfBias { get; } = new float[channels];

    /// <summary>The factor per channel of the gradient of the result in that of the input.</summary>
    public float[] ByGradient { get; } = new float[channels];

    /// <summary>The factor per channel of the input in its gradient.</summary>
    public float[] ByInput { get; } = new float[channels];

    /// <summary>The summand per channel in the gradient of the input.</summary>
    public float[] Constant { get; } = new float[channels];

    /// <summary>Computes the gradient from sums over pieces of rows.</summary>
    /// <param name="statistics">The statistics of the input.</param>
    /// <param name="isNormalized">Whether there is a normalisation.</param>
    /// <param name="rows">The input.</param>
    /// <param name="sums">For each piece, the sums of <see cref="ChannelKernels.Products"/>: of the gradient, and of its product with the
    /// distance from the mean.</param>
    public static NormGradient Of(ChannelStatistics statistics, bool isNormalized, ChannelRows rows, ReadOnlySpan<float> sums)
    {
        int channels = rows.Channels;
        var gradient = new NormGradient(channels);
        if (!isNormalized)
        {
            gradient.ByGradient.AsSpan().Fill(1);
            return gradient;
        }

        double[] totals = new double[2 * channels];
        for (int piece = 0; piece < rows.Pieces; piece++)
        {
            ReadOnlySpan<float> ofPiece = sums.Slice(piece * 2 * channels, 2 * channels);
            for (int i = 0; i < totals.Length; i++)
            {
                totals[i] += ofPiece[i];
            }
        }

        for (int channel = 0; channel < channels; channel++)
        {
            (double sum, double product) = (totals[channel], totals[channels + channel]);
            (double precision, double scale) = (statistics.Precision[channel], statistics.Scale[channel]);
            double byInput = -scale * precision * precision * product / rows.Count;
            gradient.OfWeight[channel] = (float)(product * precision);
            gradient.OfBias[channel] = (float)sum;
            gradient.ByGradient[channel] = (float)scale;
            gradient.ByInput[channel] = (float)byInput;
            gradient.Constant[channel] = (float)((-scale * sum / rows.Count) - (byInput * statistics.Mean[channel]));
        }

        return gradient;
    }
}
