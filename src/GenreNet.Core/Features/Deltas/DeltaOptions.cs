namespace GenreNet.Core.Features;

/// <summary>Settings of deltas: the rate of change of features from frame to frame.</summary>
/// <remarks>
/// As in librosa.feature.delta: the derivative, per frame, of the least-squares polynomial of the same order over the window. Immutable.
/// </remarks>
/// <seealso cref="DeltaExtractor"/>
public sealed record DeltaOptions
{
    /// <summary>Gets the settings for first derivatives over nine frames.</summary>
    public static DeltaOptions Delta { get; } = new();

    /// <summary>Gets the settings for second derivatives over nine frames.</summary>
    public static DeltaOptions DeltaDelta { get; } = new() { Order = 2 };

    /// <summary>Gets the window length in frames, odd, from 3 to 999. Default 9.</summary>
    public int Width { get; init; } = 9;

    /// <summary>Gets the order of the derivative, from 1 to 8 and below <see cref="Width"/>. Default 1.</summary>
    public int Order { get; init; } = 1;

    /// <summary>Gets the method for the first and last frames. Default: the slope of the first or last complete window.</summary>
    public DeltaEdges Edges { get; init; } = DeltaEdges.Interpolate;

    /// <summary>Checks that the settings are in range and fit together.</summary>
    /// <exception cref="ArgumentException">The settings are out of range or inconsistent; the message states which and why.</exception>
    public void Validate()
    {
        if (Width is < 3 or > 999 || Width % 2 == 0)
        {
            throw new ArgumentException($"The delta window must be an odd number of frames from 3 to 999, not {Width}.");
        }

        if (Order < 1 || Order > 8 || Order >= Width)
        {
            throw new ArgumentException($"The delta order must be from 1 to 8 and less than the window of {Width} frames, not {Order}.");
        }

        if (!Enum.IsDefined(Edges))
        {
            throw new ArgumentException($"The delta edges must be Interpolate or Nearest, not {Edges}.");
        }
    }
}

/// <summary>Specifies how deltas are computed for the first and last frames, where the window is incomplete.</summary>
public enum DeltaEdges
{
    /// <summary>Use the slope of the first or last complete window. librosa's default, mode="interp".</summary>
    Interpolate,

    /// <summary>Repeat the first or last frame outside the clip. mode="nearest".</summary>
    Nearest,
}
