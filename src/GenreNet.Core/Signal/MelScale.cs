namespace GenreNet.Core.Signal;

/// <summary>Converts between hertz and the mel scale, on which equal distances sound equal.</summary>
/// <seealso cref="MelFilterBank"/>
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

/// <summary>Specifies the formula of the mel scale.</summary>
public enum MelFormula
{
    /// <summary>Slaney, Auditory Toolbox (1998): linear below 1 kHz, logarithmic above. librosa's default, htk=False.</summary>
    Slaney,

    /// <summary>O'Shaughnessy (1987), 2595 log10(1 + f / 700), as in HTK. librosa's htk=True, torchaudio's default.</summary>
    Htk,

    /// <summary>
    /// 1127 ln(1 + f / 700), as in Kaldi and torchaudio.compliance.kaldi: equal to HTK's scale up to the sixth digit of the factor.
    /// </summary>
    Kaldi,
}

/// <summary>Specifies the normalization of the triangles of a mel filter bank.</summary>
public enum MelNormalization
{
    /// <summary>Each triangle has area 1 over Hz. librosa's default, norm="slaney".</summary>
    Slaney,

    /// <summary>Each triangle has height 1. librosa's norm=None, torchaudio's default.</summary>
    None,
}

/// <summary>Specifies the frequency axis on which the sides of a mel filter bank's triangles are straight.</summary>
public enum MelTriangleScale
{
    /// <summary>Straight on the Hz axis, as in librosa and torchaudio.functional.melscale_fbanks.</summary>
    Hertz,

    /// <summary>Straight on the mel axis, as in Kaldi and torchaudio.compliance.kaldi.get_mel_banks.</summary>
    Mel,
}
