namespace GenreNet.Training.Fitting;

/// <summary>
/// Represents the random augmentation of training segments, drawn anew in each epoch. The default, all zeros, changes nothing.
/// </summary>
public sealed record AugmentationOptions
{
    /// <summary>Settings that are safe for most music: crops, one mask of each kind, and mild gain and equalizer.</summary>
    public static AugmentationOptions Moderate { get; } = new()
    {
        RandomCrop = true,
        TimeMask = 0.15,
        CoefficientMask = 0.1,
        LevelDecibels = 3,
        EqualizerDecibels = 2,
    };

    /// <summary>
    /// Whether a segment may start at any frame between two consecutive grid positions of a track, rather than only on the grid.
    /// </summary>
    public bool RandomCrop { get; init; }

    /// <summary>Maximum share of the frames that a mask hides, from 0 to below 1; the mask length is distributed uniformly.</summary>
    public double TimeMask { get; init; }

    /// <summary>Maximum share of the coefficients that a mask hides, from 0 to below 1; the mask size is distributed uniformly.</summary>
    public double CoefficientMask { get; init; }

    /// <summary>Standard deviation of the random gain in dB, from 0 to 40.</summary>
    public double LevelDecibels { get; init; }

    /// <summary>Standard deviation in dB, from 0 to 40, of a smooth random equalizer with five knots along the mel scale.</summary>
    public double EqualizerDecibels { get; init; }

    /// <summary>Mixup's alpha, from 0 to 10: pairs of segments are mixed in a proportion from Beta(alpha, alpha).</summary>
    public double Mixup { get; init; }

    /// <summary>Validates the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range; the message names it.</exception>
    public void Validate()
    {
        RequireBelowOne(TimeMask, nameof(TimeMask));
        RequireBelowOne(CoefficientMask, nameof(CoefficientMask));
        RequireUpTo(LevelDecibels, 40, nameof(LevelDecibels));
        RequireUpTo(EqualizerDecibels, 40, nameof(EqualizerDecibels));
        RequireUpTo(Mixup, 10, nameof(Mixup));
    }

    /// <summary>Describes the settings in words, for a model card.</summary>
    public string Describe()
    {
        FormattableString[] parts =
        [
            .. RandomCrop ? (FormattableString[])[$"random crops"] : [],
            .. TimeMask > 0 ? (FormattableString[])[$"time masks up to {TimeMask:0.##}"] : [],
            .. CoefficientMask > 0 ? (FormattableString[])[$"coefficient masks up to {CoefficientMask:0.##}"] : [],
            .. LevelDecibels > 0 ? (FormattableString[])[$"gain {LevelDecibels:0.##} dB"] : [],
            .. EqualizerDecibels > 0 ? (FormattableString[])[$"equaliser {EqualizerDecibels:0.##} dB"] : [],
            .. Mixup > 0 ? (FormattableString[])[$"mixup {Mixup:0.##}"] : [],
        ];
        return string.Join(", ", parts.Select(FormattableString.Invariant));
    }

    private static void RequireBelowOne(double value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1, name);
    }

    private static void RequireUpTo(double value, double most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
