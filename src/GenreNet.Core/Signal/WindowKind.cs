namespace GenreNet.Core.Signal;

/// <summary>
/// The shapes of <see cref="WindowFunction"/>; N is the length of a periodic window, and one more than N that of a symmetric one.
/// </summary>
public enum WindowKind
{
    /// <summary>0.5 - 0.5 cos(2 pi n / N).</summary>
    Hann,

    /// <summary>0.54 - 0.46 cos(2 pi n / N).</summary>
    Hamming,

    /// <summary>0.42 - 0.5 cos(2 pi n / N) + 0.08 cos(4 pi n / N).</summary>
    Blackman,

    /// <summary>1 throughout.</summary>
    Rectangular,
}
