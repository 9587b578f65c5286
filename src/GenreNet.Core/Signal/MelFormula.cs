namespace GenreNet.Core.Signal;

/// <summary>The formulas of the mel scale in use.</summary>
public enum MelFormula
{
    /// <summary>Slaney, Auditory Toolbox (1998): linear below 1 kHz, logarithmic above. librosa's default, htk=False.</summary>
    Slaney,

    /// <summary>O'Shaughnessy (1987), 2595 log10(1 + f / 700), as in HTK. librosa's htk=True, torchaudio's default.</summary>
    Htk,

    /// <summary>
    /// 1127 ln(1 + f / 700), as in Kaldi and torchaudio.compliance.kaldi: HTK's scale but for the sixth digit of the factor.
    /// </summary>
    Kaldi,
}

/// <summary>How high the triangles of a mel filter bank are.</summary>
public enum MelNormalization
{
    /// <summary>Each triangle has the area 1 over Hz. librosa's default, norm="slaney".</summary>
    Slaney,

    /// <summary>Each triangle has the height 1. librosa's norm=None, torchaudio's default.</summary>
    None,
}

/// <summary>The axis along which the sides of a mel filter bank's triangles are straight.</summary>
public enum MelTriangleScale
{
    /// <summary>Straight over Hz. librosa, torchaudio.functional.melscale_fbanks.</summary>
    Hertz,

    /// <summary>Straight over mels. Kaldi, torchaudio.compliance.kaldi.get_mel_banks.</summary>
    Mel,
}
