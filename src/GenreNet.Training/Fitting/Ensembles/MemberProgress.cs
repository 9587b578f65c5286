namespace GenreNet.Training.Fitting;

/// <summary>The progress of one member as that of the whole.</summary>
/// <param name="next">Who is told.</param>
/// <param name="member">The member, from 0.</param>
/// <param name="count">All members.</param>
internal sealed class MemberProgress(IProgress<TrainingProgress> next, int member, int count) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value) =>
        next.Report(value with { Epoch = (member * value.Epochs) + value.Epoch, Epochs = count * value.Epochs });
}
