namespace GenreNet.Training.Fitting;

/// <summary>Represents one epoch of the training history.</summary>
/// <param name="Epoch">The epoch, counted from one.</param>
/// <param name="Loss">Mean training objective over the training segments during the epoch: cross entropy plus L2 penalties.</param>
/// <param name="Accuracy">Share of training segments classified correctly during the epoch, 0 to 1.</param>
/// <param name="ValidationLoss">Mean cross entropy of the validation segments after the epoch; NaN without validation segments.</param>
/// <param name="ValidationAccuracy">Share of validation segments classified correctly after the epoch, 0 to 1; NaN without
/// validation segments.</param>
/// <param name="LearningRate">The learning rate of the last step of the epoch.</param>
public sealed record EpochResult(int Epoch, double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy, double LearningRate = 0)
{
    /// <summary>Whether there were validation segments.</summary>
    internal bool HasValidation => !double.IsNaN(ValidationLoss);
}
