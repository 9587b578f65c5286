namespace GenreNet.Core.Signal;

/// <summary>
/// Specifies the Kaiser window for a sample rate conversion. Together with the cut-off it determines the steepness of the filter.
/// </summary>
/// <param name="Reach">Half-width of the window, in samples of the lower of the two rates.</param>
/// <param name="Beta">Shape parameter of the Kaiser window.</param>
/// <remarks>
/// libsoxr at quality HQ, which librosa uses, converts most rates in several stages. One stage is steep and determines the slope below the
/// Nyquist frequency. The others are wide: they attenuate the pass band by less than 0.01 dB, and this implementation omits them. But the
/// stages share the total permitted error, so with more stages the stop band of the steep stage must be deeper and its filter longer. The
/// values match the responses of libsoxr 0.1.3 for eighteen pairs of rates, from 4 000 to 192 000 Hz: the reach within 0.01 samples, the
/// shape within 0.002. For upsampling by slightly more than four, libsoxr's last stage affects the slope; this implementation does not
/// reproduce that.
/// </remarks>
internal readonly record struct ResamplingWindow(double Reach, double Beta)
{
    // Reach for one stage, and the increase per dB by which the stop band must be deeper.
    private const double SmallestReach = 96.25;
    private const double ReachPerDecibel = 0.8236;
    private const double SmallestBeta = 13.04;
    private const double BetaPerDecibel = 0.1117;

    /// <summary>Computes the window for a ratio of rates.</summary>
    /// <param name="up">New rate divided by the greatest common divisor of both rates.</param>
    /// <param name="down">Old rate divided by the greatest common divisor of both rates.</param>
    internal static ResamplingWindow For(long up, long down)
    {
        // One stage per halving until the remaining factor is less than four.
        int stages = 1;
        while (down >= 4 * up)
        {
            stages++;
            (up, down) = down % 2 == 0 ? (up, down / 2) : (up * 2, down);
        }

        // Upsampling by more than a factor of four adds one stage at the end.
        if (up > 4 * down && up != 5 * down)
        {
            stages++;
        }

        // The steep stage can itself convert by a ratio of small integers. Any other ratio needs an interpolating stage, which receives
        // half of the permitted error.
        bool isSimple = Math.Max(up, down) < 5 || up * down < 6;
        double decibels = 20 * Math.Log10(isSimple ? stages : 2 * stages);

        // The sample rate of the steep stage, as a multiple of the lower of the two rates. At that rate, the filter has 4k + 1 weights.
        double ratio = (double)down / up;
        double rate = isSimple ? Math.Max(up, down) : ratio <= 1.5 ? 2 * Math.Max(1, ratio) : Math.Max(2, ratio);
        double length = (4 * Math.Ceiling((SmallestReach + (ReachPerDecibel * decibels)) * rate / 2)) + 1;
        return new ResamplingWindow(length / 2 / rate, SmallestBeta + (BetaPerDecibel * decibels));
    }
}
