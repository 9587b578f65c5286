namespace GenreNet.Core.Signal;

/// <summary>
/// Specifies the shape of a <see cref="WindowFunction"/>. N is the length of a periodic window, or the length of a symmetric window minus
/// one.
/// </summary>
public enum WindowKind
{
    /// <summary>0.5 - 0.5 cos(2 pi n / N).</summary>
    Hann,

    /// <summary>0.54 - 0.46 cos(2 pi n / N).</summary>
    Hamming,

    /// <summary>0.42 - 0.5 cos(2 pi n / N) + 0.08 cos(4 pi n / N).</summary>
    Blackman,

    /// <summary>1 everywhere.</summary>
    Rectangular,
}
