namespace GenreNet.Core.Datasets;

/// <summary>Represents the settings of a synthetic dataset. Equal options give equal files.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="SyntheticDataset"/>
public sealed record SyntheticOptions
{
    /// <summary>Gets the set of styles. Default <see cref="SyntheticStyles.Demo"/>.</summary>
    public SyntheticStyles Styles { get; init; } = SyntheticStyles.Demo;

    /// <summary>Gets the number of tracks per style, 1 to 10 000. Default 40.</summary>
    public int TracksPerStyle { get; init; } = 40;

    /// <summary>Gets the length of a track in seconds, 1 to 600. Default 12: four segments of 3 s.</summary>
    public double Seconds { get; init; } = 12;

    /// <summary>Gets the random seed; other seeds give other pieces in the same styles. Default 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Checks that the settings are in range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it.</exception>
    public void Validate()
    {
        if (TracksPerStyle is < 1 or > 10_000)
        {
            throw new ArgumentException($"The number of tracks per style must be from 1 to 10000, not {TracksPerStyle}.");
        }

        if (!(Seconds >= 1 && Seconds <= 600))
        {
            throw new ArgumentException($"The track length must be from 1 to 600 seconds, not {Seconds}.");
        }
    }
}

/// <summary>Specifies a set of styles of synthetic music.</summary>
public enum SyntheticStyles
{
    /// <summary>Ten invented styles for trying the training. The embedded model does not know them.</summary>
    Demo,

    /// <summary>The ten genres of GTZAN, which the embedded model distinguishes.</summary>
    Gtzan,
}
