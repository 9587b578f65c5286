namespace GenreNet.Core.Signal;

/// <summary>Converts between hertz and the mel scale, on which equal distances sound equal.</summary>
public static class MelScale
{
    private const double HertzPerMel = 200.0 / 3;
    private const double BreakHertz = 1000;
    private const double BreakMel = BreakHertz / HertzPerMel;
    private const double HtkMels = 2595;
    private const double HtkHertz = 700;
    private const double KaldiMels = 1127;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    /// <summary>Converts a frequency in hertz to mels.</summary>
    /// <param name="hertz">Frequency in Hz, zero or more.</param>
    /// <param name="formula">Mel scale. Default Slaney's.</param>
    /// <returns>Frequency in mels, zero or more.</returns>
    public static double FromHertz(double hertz, MelFormula formula = MelFormula.Slaney) => formula switch
    {
        MelFormula.Htk => HtkMels * Math.Log10(1 + (hertz / HtkHertz)),
        MelFormula.Kaldi => KaldiMels * Math.Log(1 + (hertz / HtkHertz)),
        _ => hertz < BreakHertz ? hertz / HertzPerMel : BreakMel + (Math.Log(hertz / BreakHertz) / LogStep),
    };

    /// <summary>Converts mels to a frequency in hertz: the inverse of <see cref="FromHertz"/>.</summary>
    /// <param name="mel">Frequency in mels, zero or more.</param>
    /// <param name="formula">Mel scale. Default Slaney's.</param>
    /// <returns>Frequency in Hz.</returns>
    public static double ToHertz(double mel, MelFormula formula = MelFormula.Slaney) => formula switch
    {
        MelFormula.Htk => HtkHertz * (Math.Pow(10, mel / HtkMels) - 1),
        MelFormula.Kaldi => HtkHertz * (Math.Exp(mel / KaldiMels) - 1),
        _ => mel < BreakMel ? mel * HertzPerMel : BreakHertz * Math.Exp(LogStep * (mel - BreakMel)),
    };
}
