namespace GenreNet.Training.Fitting;

/// <summary>How training segments are changed at random, anew in each epoch. All zero, the default, changes nothing.</summary>
public sealed record AugmentationOptions
{
    /// <summary>What does no harm to most music: crops, a mask of each kind, a little gain and equaliser.</summary>
    public static AugmentationOptions Moderate { get; } = new()
    {
        RandomCrop = true,
        TimeMask = 0.15,
        CoefficientMask = 0.1,
        LevelDecibels = 3,
        EqualizerDecibels = 2,
    };

    /// <summary>Whether a segment begins anywhere between the beginnings of two that follow each other in a track, and not on the grid alone.</summary>
    public bool RandomCrop { get; init; }

    /// <summary>Longest share of the frames that a mask hides, from 0 to below 1; each length up to it is as likely.</summary>
    public double TimeMask { get; init; }

    /// <summary>Largest share of the coefficients that a mask hides, from 0 to below 1; each number up to it is as likely.</summary>
    public double CoefficientMask { get; init; }

    /// <summary>Standard deviation of a gain in dB, from 0 to 40.</summary>
    public double LevelDecibels { get; init; }

    /// <summary>Standard deviation in dB, from 0 to 40, of a smooth random equaliser with five knots along the mel scale.</summary>
    public double EqualizerDecibels { get; init; }

    /// <summary>Mixup's alpha, from 0 to 10: pairs of segments are mixed in a proportion from Beta(alpha, alpha).</summary>
    public double Mixup { get; init; }

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range; the message says which.</exception>
    public void Validate()
    {
        RequireBelowOne(TimeMask, nameof(TimeMask));
        RequireBelowOne(CoefficientMask, nameof(CoefficientMask));
        RequireUpTo(LevelDecibels, 40, nameof(LevelDecibels));
        RequireUpTo(EqualizerDecibels, 40, nameof(EqualizerDecibels));
        RequireUpTo(Mixup, 10, nameof(Mixup));
    }

    /// <summary>The settings in words, for a model's card.</summary>
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
