using GenreNet.Training.Networks;
using GenreNet.Training.Torch;

namespace GenreNet.Training.Fitting;

/// <summary>Keeps the weights of the epoch with the lowest validation loss and says when waiting longer is no use.</summary>
internal sealed class EarlyStopping(int patience)
{
    private double _lowestLoss = double.PositiveInfinity;
    private int _epochsSinceBest;

    /// <summary>The best epoch so far, counted from one; zero before the first.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Its weights.</summary>
    public NetworkWeights? BestWeights { get; private set; }

    /// <summary>True when <c>patience</c> epochs in a row were no better.</summary>
    public bool ShouldStop => _epochsSinceBest >= patience;

    /// <summary>Takes an epoch into account.</summary>
    /// <returns>True when it is the best so far.</returns>
    public bool Observe(EpochResult epoch, TorchNetwork network)
    {
        if (epoch.ValidationLoss >= _lowestLoss)
        {
            _epochsSinceBest++;
            return false;
        }

        _lowestLoss = epoch.ValidationLoss;
        _epochsSinceBest = 0;
        BestEpoch = epoch.Epoch;
        BestWeights = network.SaveWeights();
        return true;
    }
}
