namespace GenreNet.Training.Fitting;

/// <summary>Converts the progress of one ensemble member to progress of the complete ensemble.</summary>
/// <param name="next">Receives the converted reports.</param>
/// <param name="member">The index of the member, from 0.</param>
/// <param name="count">The ensemble size.</param>
internal sealed class MemberProgress(IProgress<TrainingProgress> next, int member, int count) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value) =>
        next.Report(value with { Epoch = (member * value.Epochs) + value.Epoch, Epochs = count * value.Epochs, Network = member + 1, NetworkCount = count });
}
