namespace GenreNet.Core.Signal;

/// <summary>How high the triangles of a mel filter bank are.</summary>
public enum MelNormalization
{
    /// <summary>Each triangle has the area 1 over Hz. librosa's default, norm="slaney".</summary>
    Slaney,

    /// <summary>Each triangle has the height 1. librosa's norm=None, torchaudio's default.</summary>
    None,
}
