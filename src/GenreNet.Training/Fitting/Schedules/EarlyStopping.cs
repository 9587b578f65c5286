using GenreNet.Networks;

namespace GenreNet.Training.Fitting;

/// <summary>Keeps the weights of the best epoch and says when waiting longer is no use.</summary>
/// <param name="monitor">What says which epoch is the best.</param>
/// <param name="patience">Epochs in a row that were no better until it is no use.</param>
internal sealed class EarlyStopping(MonitorKind monitor, int patience)
{
    /// <summary>The best epoch so far; null before the first.</summary>
    public EpochResult? Best { get; private set; }

    /// <summary>Its weights.</summary>
    public NetworkWeights? BestWeights { get; private set; }

    /// <summary>The last epoch that was observed.</summary>
    public int LastEpoch { get; private set; }

    /// <summary>True when <c>patience</c> epochs in a row were no better; never where there is nothing to validate on.</summary>
    public bool ShouldStop => Best is { HasValidation: true } && LastEpoch - Best.Epoch >= patience;

    /// <summary>Takes an epoch into account. Without validation the last one is the best.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="weights">Gives its weights, if they are to be kept.</param>
    /// <returns>True when it is the best so far.</returns>
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

    /// <summary>Goes on where another one was.</summary>
    public void Restore(EpochResult best, NetworkWeights weights, int lastEpoch) => (Best, BestWeights, LastEpoch) = (best, weights, lastEpoch);

    private bool IsBetter(EpochResult epoch, EpochResult best) => monitor == MonitorKind.Accuracy && epoch.ValidationAccuracy != best.ValidationAccuracy
        ? epoch.ValidationAccuracy > best.ValidationAccuracy
        : epoch.ValidationLoss < best.ValidationLoss;
}
