namespace GenreNet.Training.Fitting;

/// <summary>Where a run stands, after every batch.</summary>
/// <param name="Epoch">The running epoch, counted from one.</param>
/// <param name="Epochs">Most epochs.</param>
/// <param name="Batch">Batches done in this epoch.</param>
/// <param name="BatchCount">Batches in an epoch.</param>
/// <param name="Loss">Mean loss of this epoch so far.</param>
/// <param name="Accuracy">Share named rightly in this epoch so far, 0 to 1.</param>
/// <param name="Completed">The epoch's result, with its last batch only.</param>
/// <param name="IsBest">True with the last batch when no earlier epoch had a lower validation loss.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Batch, int BatchCount, double Loss, double Accuracy, EpochResult? Completed = null, bool IsBest = false);
