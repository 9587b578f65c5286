namespace GenreNet.Training.Fitting;

/// <summary>What a plateau schedule remembers.</summary>
/// <param name="LowestLoss">Lowest validation loss so far.</param>
/// <param name="EpochsSince">Epochs since then, or since the last reduction.</param>
/// <param name="Reductions">How often the rate was lowered.</param>
internal sealed record PlateauState(double LowestLoss, int EpochsSince, int Reductions)
{
    /// <summary>Before the first epoch.</summary>
    public static PlateauState Start { get; } = new(double.PositiveInfinity, 0, 0);

    /// <summary>After one more epoch.</summary>
    /// <param name="loss">Its validation loss.</param>
    /// <param name="patience">Epochs without a lower one until the rate is lowered.</param>
    public PlateauState After(double loss, int patience) =>
        loss < LowestLoss ? this with { LowestLoss = loss, EpochsSince = 0 }
        : EpochsSince + 1 < patience ? this with { EpochsSince = EpochsSince + 1 }
        : this with { EpochsSince = 0, Reductions = Reductions + 1 };
}
