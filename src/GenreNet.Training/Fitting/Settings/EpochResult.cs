namespace GenreNet.Training.Fitting;

/// <summary>One line of the training history.</summary>
/// <param name="Epoch">Counted from one.</param>
/// <param name="Loss">Mean of what was minimised over the training segments while they were fitted: cross entropy, with L2 penalties.</param>
/// <param name="Accuracy">Share of training segments named rightly while they were fitted, 0 to 1.</param>
/// <param name="ValidationLoss">Mean cross entropy of the validation segments after the epoch; not a number where there are none.</param>
/// <param name="ValidationAccuracy">Share of validation segments named rightly after the epoch, 0 to 1; not a number where there are none.</param>
/// <param name="LearningRate">The rate of the epoch's last step.</param>
public sealed record EpochResult(int Epoch, double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy, double LearningRate = 0)
{
    /// <summary>Whether there were segments to validate on.</summary>
    internal bool HasValidation => !double.IsNaN(ValidationLoss);
}
