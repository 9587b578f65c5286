namespace GenreNet.Training.Fitting;

/// <summary>Represents the state of a plateau schedule.</summary>
/// <param name="LowestLoss">Lowest validation loss so far.</param>
/// <param name="EpochsSince">Epochs since the lowest loss, or since the last reduction.</param>
/// <param name="Reductions">Number of reductions of the rate so far.</param>
internal sealed record PlateauState(double LowestLoss, int EpochsSince, int Reductions)
{
    /// <summary>The state before the first epoch.</summary>
    public static PlateauState Start { get; } = new(double.PositiveInfinity, 0, 0);

    /// <summary>Returns the state after one more epoch.</summary>
    /// <param name="loss">The validation loss of the epoch.</param>
    /// <param name="patience">Number of epochs without a lower loss after which the rate is reduced.</param>
    public PlateauState After(double loss, int patience) =>
        loss < LowestLoss ? this with { LowestLoss = loss, EpochsSince = 0 }
        : EpochsSince + 1 < patience ? this with { EpochsSince = EpochsSince + 1 }
        : this with { EpochsSince = 0, Reductions = Reductions + 1 };
}
