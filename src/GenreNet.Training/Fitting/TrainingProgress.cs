namespace GenreNet.Training.Fitting;

/// <summary>Represents the progress of a training run, reported after every batch.</summary>
/// <param name="Epoch">The current epoch, counted from one.</param>
/// <param name="Epochs">Maximum number of epochs.</param>
/// <param name="Batch">Number of completed batches in this epoch.</param>
/// <param name="BatchCount">Number of batches per epoch.</param>
/// <param name="Loss">Mean loss of this epoch so far.</param>
/// <param name="Accuracy">Share of segments classified correctly in this epoch so far, 0 to 1.</param>
/// <param name="Completed">The result of the epoch; set with its last batch only.</param>
/// <param name="IsBest">True with the last batch of an epoch if no earlier epoch had a lower validation loss.</param>
/// <param name="Network">The current network of an ensemble, counted from one. Networks are fitted one after another.</param>
/// <param name="NetworkCount">The ensemble size. <paramref name="Epoch"/> and <paramref name="Epochs"/> count those of all networks.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Batch, int BatchCount, double Loss, double Accuracy, EpochResult? Completed = null, bool IsBest = false,
    int Network = 1, int NetworkCount = 1)
{
    /// <summary>Maximum number of epochs of the current network.</summary>
    internal int OwnEpochs => Epochs / NetworkCount;

    /// <summary>The current epoch of the current network, counted from one.</summary>
    internal int OwnEpoch => Epoch - ((Network - 1) * OwnEpochs);
}
