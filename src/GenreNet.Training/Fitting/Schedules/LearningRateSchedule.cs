namespace GenreNet.Training.Fitting;

/// <summary>Computes the learning rate during a fit.</summary>
/// <param name="options">The schedule settings.</param>
/// <param name="learningRate">The maximum learning rate.</param>
/// <param name="epochs">Total number of epochs.</param>
internal sealed class LearningRateSchedule(ScheduleOptions options, double learningRate, int epochs)
{
    // Rates at which a cycle begins and ends, as shares of the maximum rate: the defaults of torch and fast.ai.
    private const double CycleStart = 1.0 / 25;
    private const double CycleEnd = CycleStart / 1e4;

    /// <summary>Running state of the validation loss, which only a plateau schedule uses.</summary>
    public PlateauState Plateau { get; set; } = PlateauState.Start;

    /// <summary>Returns the learning rate of a step.</summary>
    /// <param name="progress">Progress in epochs, including the fraction of the current one: 0 at the start, 1.5 in the middle of
    /// the second epoch.</param>
    /// <remarks>
    /// Cosine: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017), without restarts. One cycle: Smith and
    /// Topin, "Super-convergence" (2018), with cosine annealing in both directions.
    /// </remarks>
    public double At(double progress)
    {
        double share = options.Kind switch
        {
            ScheduleKind.Step => Math.Pow(options.Factor, Math.Floor(progress / options.StepEpochs)),
            ScheduleKind.Cosine => Between(1, 0, progress / epochs),
            ScheduleKind.OneCycle => Cycle(progress / epochs),
            ScheduleKind.Plateau => Math.Pow(options.Factor, Plateau.Reductions),
            _ => 1,
        };
        double warmth = options.WarmupEpochs > 0 ? Math.Min(1, progress / options.WarmupEpochs) : 1;
        return learningRate * share * warmth;
    }

    /// <summary>Records the end of an epoch.</summary>
    /// <param name="validationLoss">The validation loss of the epoch.</param>
    public void Observe(double validationLoss) => Plateau = Plateau.After(validationLoss, options.PlateauPatience);

    // Interpolates from one value to another along half a cosine.
    private static double Between(double from, double to, double share) => to + ((from - to) * (1 + Math.Cos(Math.PI * Math.Clamp(share, 0, 1))) / 2);

    private double Cycle(double share) => share < options.RisingShare
        ? Between(CycleStart, 1, share / options.RisingShare)
        : Between(1, CycleEnd, (share - options.RisingShare) / (1 - options.RisingShare));
}
