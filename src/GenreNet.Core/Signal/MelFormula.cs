namespace GenreNet.Core.Signal;

/// <summary>The formulas of the mel scale in use.</summary>
public enum MelFormula
{
    /// <summary>Slaney, Auditory Toolbox (1998): linear below 1 kHz, logarithmic above. librosa's default, htk=False.</summary>
    Slaney,

    /// <summary>O'Shaughnessy (1987), 2595 log10(1 + f / 700), as in HTK. librosa's htk=True, torchaudio's default.</summary>
    Htk,
}
