namespace GenreNet.Core.Signal;

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
    /// <summary>Straight on the Hz axis. librosa, torchaudio.functional.melscale_fbanks.</summary>
    Hertz,

    /// <summary>Straight on the mel axis. Kaldi, torchaudio.compliance.kaldi.get_mel_banks.</summary>
    Mel,
}
