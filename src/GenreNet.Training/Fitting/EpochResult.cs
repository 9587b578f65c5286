namespace GenreNet.Training.Fitting;

/// <summary>One line of the training history.</summary>
/// <param name="Epoch">Counted from one.</param>
/// <param name="Loss">Mean cross entropy of the training segments while they were fitted, with L2 penalties.</param>
/// <param name="Accuracy">Share of training segments named rightly while they were fitted, 0 to 1.</param>
/// <param name="ValidationLoss">Mean cross entropy of the validation segments after the epoch.</param>
/// <param name="ValidationAccuracy">Share of validation segments named rightly after the epoch, 0 to 1.</param>
public sealed record EpochResult(int Epoch, double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy);
