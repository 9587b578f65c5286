namespace GenreNet.Core.Signal;

/// <summary>The Kaiser window for a change of sample rate: with the cut-off it decides how steeply the filter falls.</summary>
/// <param name="Reach">How far the window reaches to either side, in samples of the lower of the two rates.</param>
/// <param name="Beta">Kaiser's shape.</param>
/// <remarks>
/// libsoxr at its quality HQ, which librosa uses, changes most rates in several stages. One of them is steep and forms the slope below
/// the Nyquist frequency. The others are wide: they take less than 0.01 dB from the pass band, and ours does without them. But the
/// stages share the error that is allowed in all, so the more there are, the deeper the stop band of the steep one, and the longer it
/// is. The figures follow the responses of libsoxr 0.1.3 at eighteen pairs of rates, from 4 000 to 192 000 Hz: the reach within 0.01
/// samples, the shape within 0.002. Upwards by a little more than four its last stage cuts into the slope, which ours does not follow.
/// </remarks>
internal readonly record struct ResamplingWindow(double Reach, double Beta)
{
    // With one stage, and what is added for every dB by which the stop band must lie deeper.
    private const double SmallestReach = 96.25;
    private const double ReachPerDecibel = 0.8236;
    private const double SmallestBeta = 13.04;
    private const double BetaPerDecibel = 0.1117;

    /// <summary>The window for a ratio of rates.</summary>
    /// <param name="up">The new rate, divided by what both rates have in common.</param>
    /// <param name="down">The old rate, divided by the same.</param>
    internal static ResamplingWindow For(long up, long down)
    {
        // A stage for every halving until less than a factor of four is left.
        int stages = 1;
        while (down >= 4 * up)
        {
            stages++;
            (up, down) = down % 2 == 0 ? (up, down / 2) : (up * 2, down);
        }

        // Upwards beyond a factor of four one more follows at the end.
        if (up > 4 * down && up != 5 * down)
        {
            stages++;
        }

        // The steep stage itself can change the rate by a ratio of small numbers. Any other ratio takes a stage that interpolates, and
        // to it goes half of the error.
        bool isSimple = Math.Max(up, down) < 5 || up * down < 6;
        double decibels = 20 * Math.Log10(isSimple ? stages : 2 * stages);

        // The rate at which the steep stage runs, as a multiple of the lower of the two rates. Its length there is 4k + 1 weights.
        double ratio = (double)down / up;
        double rate = isSimple ? Math.Max(up, down) : ratio <= 1.5 ? 2 * Math.Max(1, ratio) : Math.Max(2, ratio);
        double length = (4 * Math.Ceiling((SmallestReach + (ReachPerDecibel * decibels)) * rate / 2)) + 1;
        return new ResamplingWindow(length / 2 / rate, SmallestBeta + (BetaPerDecibel * decibels));
    }
}
