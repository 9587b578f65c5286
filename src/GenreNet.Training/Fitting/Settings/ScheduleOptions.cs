namespace GenreNet.Training.Fitting;

/// <summary>Represents the settings of a learning rate schedule.</summary>
public sealed record ScheduleOptions
{
    /// <summary>The kind of schedule. Default constant.</summary>
    public ScheduleKind Kind { get; init; } = ScheduleKind.Constant;

    /// <summary>Number of epochs, zero or more, of linear warm-up from zero; part of the epochs of the schedule. Default 0.</summary>
    public double WarmupEpochs { get; init; }

    /// <summary>Epochs between two reductions, one or more; used by <see cref="ScheduleKind.Step"/>. Default 10.</summary>
    public int StepEpochs { get; init; } = 10;

    /// <summary>Factor by which the rate is multiplied at a step or on a plateau, above 0 and below 1. Default 0.3.</summary>
    public double Factor { get; init; } = 0.3;

    /// <summary>
    /// Number of epochs without a lower validation loss after which the rate is reduced, one or more; used by <see
    /// cref="ScheduleKind.Plateau"/>. Default 4.
    /// </summary>
    public int PlateauPatience { get; init; } = 4;

    /// <summary>
    /// Share of the epochs in which the rate of the cycle rises, above 0 and below 1; used by <see cref="ScheduleKind.OneCycle"/>. Default
    /// 0.3.
    /// </summary>
    public double RisingShare { get; init; } = 0.3;

    /// <summary>Validates the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Kind))
        {
            throw new ArgumentOutOfRangeException(nameof(Kind), Kind, $"The schedule must be one of {string.Join(", ", Enum.GetNames<ScheduleKind>())}.");
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

/// <summary>Specifies how the learning rate changes during a fit.</summary>
public enum ScheduleKind
{
    /// <summary>The rate is constant.</summary>
    Constant,

    /// <summary>The rate is multiplied by a factor every fixed number of epochs.</summary>
    Step,

    /// <summary>The rate falls along half a cosine.</summary>
    Cosine,

    /// <summary>The rate rises and falls in one cycle.</summary>
    OneCycle,

    /// <summary>The rate is multiplied by a factor when the validation loss stops decreasing.</summary>
    Plateau,
}
