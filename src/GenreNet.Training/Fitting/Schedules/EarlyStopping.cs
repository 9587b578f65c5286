using GenreNet.Networks;

namespace GenreNet.Training.Fitting;

/// <summary>Keeps the weights of the best epoch and determines when to stop.</summary>
/// <param name="monitor">The quantity that determines the best epoch.</param>
/// <param name="patience">Number of consecutive epochs without improvement after which training stops.</param>
internal sealed class EarlyStopping(MonitorKind monitor, int patience)
{
    /// <summary>The best epoch so far; null before the first epoch.</summary>
    public EpochResult? Best { get; private set; }

    /// <summary>The weights of the best epoch.</summary>
    public NetworkWeights? BestWeights { get; private set; }

    /// <summary>The last observed epoch.</summary>
    public int LastEpoch { get; private set; }

    /// <summary>True after <c>patience</c> consecutive epochs without improvement; always false without validation data.</summary>
    public bool ShouldStop => Best is { HasValidation: true } && LastEpoch - Best.Epoch >= patience;

    /// <summary>Records the result of an epoch. Without validation data, the last epoch is the best.</summary>
    /// <param name="epoch">The result of the epoch.</param>
    /// <param name="weights">Returns the weights of the epoch; called only if they are to be kept.</param>
    /// <returns>True if it is the best epoch so far.</returns>
    public bool Observe(EpochResult epoch, Func<NetworkWeights> weights)
    {
        LastEpoch = epoch.Epoch;
        if (Best is not null && epoch.HasValidation && !IsBetter(epoch, Best))
        {
            return false;
        }

        (Best, BestWeights) = (epoch, weights());
        return true;
    }

    /// <summary>Restores a saved state.</summary>
    public void Restore(EpochResult best, NetworkWeights weights, int lastEpoch) => (Best, BestWeights, LastEpoch) = (best, weights, lastEpoch);

    private bool IsBetter(EpochResult epoch, EpochResult best) => monitor == MonitorKind.Accuracy && epoch.ValidationAccuracy != best.ValidationAccuracy
        ? epoch.ValidationAccuracy > best.ValidationAccuracy
        : epoch.ValidationLoss < best.ValidationLoss;
}
