namespace GenreNet.Core.Audio;

/// <summary>Restores samples from the residual of a linear prediction.</summary>
/// <remarks>
/// RFC 9639, sections 9.2.5 and 9.2.6. Samples and residual share a span: the first samples are stored as they are, and each residual
/// after them is replaced by its sample. Sums of valid samples never overflow 64 bits.
/// </remarks>
internal static class FlacPredictor
{
    /// <summary>The highest order of a fixed predictor.</summary>
    public const int MaximumFixedOrder = 4;

    /// <summary>The highest order of a predictor with coefficients of its own.</summary>
    public const int MaximumOrder = 32;

    private static readonly int[][] Fixed = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

    /// <summary>Returns the coefficients of a fixed predictor, the latest sample first; their shift is 0.</summary>
    public static ReadOnlySpan<int> FixedCoefficients(int order) => Fixed[order];

    /// <summary>Restores samples of up to 32 bits from a fixed predictor.</summary>
    /// <remarks>
    /// The residual is the difference of an order, so it is summed that many times. Sums that wrap have correct low 32 bits.
    /// </remarks>
    public static void RestoreFixed(Span<int> samples, int order)
    {
        if (order == 0)
        {
            return;
        }

        // The last sample, and its differences of first, second and third order.
        int last = samples[order - 1];
        int first = order > 1 ? last - samples[order - 2] : 0;
        int second = order > 2 ? first - (samples[order - 2] - samples[order - 3]) : 0;
        int third = order > 3 ? second - (samples[order - 2] - (2 * samples[order - 3]) + samples[order - 4]) : 0;
        Span<int> rest = samples[order..];
        switch (order)
        {
            case 1:
                foreach (ref int sample in rest)
                {
                    sample = last += sample;
                }

                break;
            case 2:
                foreach (ref int sample in rest)
                {
                    sample = last += first += sample;
                }

                break;
            case 3:
                foreach (ref int sample in rest)
                {
                    sample = last += first += second += sample;
                }

                break;
            default:
                foreach (ref int sample in rest)
                {
                    sample = last += first += second += third += sample;
                }

                break;
        }
    }

    /// <summary>Restores samples of up to 32 bits.</summary>
    /// <param name="samples">As many samples as there are coefficients, then the residual; receives the samples.</param>
    /// <param name="coefficients">Coefficients, the latest sample first; 1 to 32.</param>
    /// <param name="shift">Number of bits by which a sum is shifted right, 0 to 31.</param>
    public static void Restore(Span<int> samples, ReadOnlySpan<int> coefficients, int shift)
    {
        int order = coefficients.Length;
        // Predictors are padded with zeros, so that three unrolled loops serve all common orders.
        int padded = (order + 3) / 4 * 4;
        int start = Math.Min(padded, samples.Length);
        RestoreStart(samples[..start], coefficients, shift);
        if (start == samples.Length)
        {
            return;
        }

        Span<int> all = stackalloc int[MaximumOrder];
        coefficients.CopyTo(all);
        switch (padded)
        {
            case 4:
                Restore4(samples, all[..4], shift);
                break;
            case 8:
                Restore8(samples, all[..8], shift);
                break;
            case 12:
                Restore12(samples, all[..12], shift);
                break;
            default:
                RestoreLong(samples, all[..padded], shift);
                break;
        }
    }

    /// <summary>Restores samples of more than 32 bits.</summary>
    /// <inheritdoc cref="Restore(Span{int}, ReadOnlySpan{int}, int)"/>
    public static void RestoreWide(Span<long> samples, ReadOnlySpan<int> coefficients, int shift)
    {
        for (int i = coefficients.Length; i < samples.Length; i++)
        {
            long sum = 0;
            ReadOnlySpan<long> past = samples.Slice(i - coefficients.Length, coefficients.Length);
            for (int k = 0; k < coefficients.Length; k++)
            {
                sum += coefficients[k] * past[^(k + 1)];
            }

            samples[i] += sum >> shift;
        }
    }

    private static void RestoreStart(Span<int> samples, ReadOnlySpan<int> coefficients, int shift)
    {
        for (int i = coefficients.Length; i < samples.Length; i++)
        {
            long sum = 0;
            ReadOnlySpan<int> past = samples.Slice(i - coefficients.Length, coefficients.Length);
            for (int k = 0; k < coefficients.Length; k++)
            {
                sum += (long)coefficients[k] * past[^(k + 1)];
            }

            samples[i] += (int)(sum >> shift);
        }
    }

    private static void RestoreLong(Span<int> samples, ReadOnlySpan<int> coefficients, int shift)
    {
        // In the order of the samples, so that both spans are read forwards.
        Span<long> weights = stackalloc long[coefficients.Length];
        for (int k = 0; k < weights.Length; k++)
        {
            weights[^(k + 1)] = coefficients[k];
        }

        for (int i = weights.Length; i < samples.Length; i++)
        {
            long sum = 0;
            ReadOnlySpan<int> past = samples.Slice(i - weights.Length, weights.Length);
            for (int k = 0; k <= weights.Length - 4; k += 4)
            {
                sum += (weights[k] * past[k]) + (weights[k + 1] * past[k + 1])
                    + (weights[k + 2] * past[k + 2]) + (weights[k + 3] * past[k + 3]);
            }

            samples[i] += (int)(sum >> shift);
        }
    }

    private static void Restore4(Span<int> samples, ReadOnlySpan<int> coefficients, int shift)
    {
        long c0 = coefficients[0];
        long c1 = coefficients[1];
        long c2 = coefficients[2];
        long c3 = coefficients[3];
        for (int i = 4; i < samples.Length; i++)
        {
            ReadOnlySpan<int> past = samples.Slice(i - 4, 4);
            samples[i] += (int)(((c0 * past[3]) + (c1 * past[2]) + (c2 * past[1]) + (c3 * past[0])) >> shift);
        }
    }

    private static void Restore8(Span<int> samples, ReadOnlySpan<int> coefficients, int shift)
    {
        long c0 = coefficients[0];
        long c1 = coefficients[1];
        long c2 = coefficients[2];
        long c3 = coefficients[3];
        long c4 = coefficients[4];
        long c5 = coefficients[5];
        long c6 = coefficients[6];
        long c7 = coefficients[7];
        for (int i = 8; i < samples.Length; i++)
        {
            ReadOnlySpan<int> past = samples.Slice(i - 8, 8);
            // The latest sample is added last, because the loop waits for it.
            long sum = (c7 * past[0]) + (c6 * past[1]) + (c5 * past[2]) + (c4 * past[3])
                + (c3 * past[4]) + (c2 * past[5]) + (c1 * past[6]) + (c0 * past[7]);
            samples[i] += (int)(sum >> shift);
        }
    }

    private static void Restore12(Span<int> samples, ReadOnlySpan<int> coefficients, int shift)
    {
        long c0 = coefficients[0];
        long c1 = coefficients[1];
        long c2 = coefficients[2];
        long c3 = coefficients[3];
        long c4 = coefficients[4];
        long c5 = coefficients[5];
        long c6 = coefficients[6];
        long c7 = coefficients[7];
        long c8 = coefficients[8];
        long c9 = coefficients[9];
        long c10 = coefficients[10];
        long c11 = coefficients[11];
        for (int i = 12; i < samples.Length; i++)
        {
            ReadOnlySpan<int> past = samples.Slice(i - 12, 12);
            long sum = (c11 * past[0]) + (c10 * past[1]) + (c9 * past[2]) + (c8 * past[3]) + (c7 * past[4]) + (c6 * past[5])
                + (c5 * past[6]) + (c4 * past[7]) + (c3 * past[8]) + (c2 * past[9]) + (c1 * past[10]) + (c0 * past[11]);
            samples[i] += (int)(sum >> shift);
        }
    }
}
