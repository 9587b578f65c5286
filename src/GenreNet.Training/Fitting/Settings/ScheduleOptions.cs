namespace GenreNet.Training.Fitting;

/// <summary>The settings of a learning rate's schedule.</summary>
public sealed record ScheduleOptions
{
    /// <summary>Which one. Default constant.</summary>
    public ScheduleKind Kind { get; init; } = ScheduleKind.Constant;

    /// <summary>Epochs, zero or more, over which the rate first rises from zero in a line; part of the epochs of the schedule. Default 0.</summary>
    public double WarmupEpochs { get; init; }

    /// <summary>Epochs between two steps, one or more; of <see cref="ScheduleKind.Step"/>. Default 10.</summary>
    public int StepEpochs { get; init; } = 10;

    /// <summary>What the rate is multiplied with at a step or on a plateau, above 0 and below 1. Default 0.3.</summary>
    public double Factor { get; init; } = 0.3;

    /// <summary>Epochs without a lower validation loss after which the rate is lowered, one or more; of <see cref="ScheduleKind.Plateau"/>. Default 4.</summary>
    public int PlateauPatience { get; init; } = 4;

    /// <summary>Share of the epochs in which the cycle rises, above 0 and below 1; of <see cref="ScheduleKind.OneCycle"/>. Default 0.3.</summary>
    public double RisingShare { get; init; } = 0.3;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Kind))
        {
            throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "There is no such schedule.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(WarmupEpochs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WarmupEpochs, 100_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(StepEpochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(PlateauPatience, 1);
        RequireInside(Factor, nameof(Factor));
        RequireInside(RisingShare, nameof(RisingShare));
    }

    private static void RequireInside(double value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1, name);
    }
}
