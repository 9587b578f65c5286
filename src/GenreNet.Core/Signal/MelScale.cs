namespace GenreNet.Core.Signal;

/// <summary>The mel scale of Slaney's Auditory Toolbox: equal steps sound equally far apart.</summary>
/// <remarks>Slaney, Auditory Toolbox (1998). Same as librosa with htk=False.</remarks>
public static class MelScale
{
    private const double HertzPerMel = 200.0 / 3;
    private const double BreakHertz = 1000;
    private const double BreakMel = BreakHertz / HertzPerMel;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    /// <summary>Converts a frequency to mels.</summary>
    /// <param name="hertz">Frequency in Hz, zero or more.</param>
    /// <returns>Mels: linear below 1 kHz, logarithmic above.</returns>
    public static double FromHertz(double hertz) =>
        hertz < BreakHertz ? hertz / HertzPerMel : BreakMel + (Math.Log(hertz / BreakHertz) / LogStep);

    /// <summary>Converts mels to a frequency: the inverse of <see cref="FromHertz"/>.</summary>
    /// <param name="mel">Mels, zero or more.</param>
    /// <returns>Frequency in Hz.</returns>
    public static double ToHertz(double mel) =>
        mel < BreakMel ? mel * HertzPerMel : BreakHertz * Math.Exp(LogStep * (mel - BreakMel));
}
