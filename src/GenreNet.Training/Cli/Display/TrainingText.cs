using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>The words of the training display, and its guess at the time left.</summary>
internal sealed class TrainingText(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    /// <summary>Share of the work done if all epochs are run, 0 to 1.</summary>
    public static double Share(TrainingProgress progress) =>
        (progress.Epoch - 1 + ((double)progress.Batch / progress.BatchCount)) / progress.Epochs;

    /// <summary>The running epoch.</summary>
    public string Running(TrainingProgress progress) => FormattableString.Invariant(
        $"epoch {progress.Epoch}/{progress.Epochs}  loss {progress.Loss:0.000}  accuracy {progress.Accuracy:0.0 %}  {TimeLeft(progress)}");

    /// <summary>A finished epoch, in 80 columns: training and validation (val); a star marks the best so far. Without validation tracks what they say is left out.</summary>
    public string Finished(TrainingProgress progress)
    {
        EpochResult epoch = progress.Completed!;
        return double.IsNaN(epoch.ValidationLoss)
            ? FormattableString.Invariant($"epoch {progress.Epoch,3}/{progress.Epochs}  loss {epoch.Loss:0.000}  accuracy {epoch.Accuracy,7:0.0 %}  {TimeLeft(progress)}")
            : FormattableString.Invariant(
            $"epoch {progress.Epoch,3}/{progress.Epochs}  loss {epoch.Loss:0.000} val {epoch.ValidationLoss:0.000}  accuracy {epoch.Accuracy,7:0.0 %} val {epoch.ValidationAccuracy,7:0.0 %} {(progress.IsBest ? '*' : ' ')} {TimeLeft(progress)}");
    }

    // An upper bound, because early stopping may end it sooner.
    private string TimeLeft(TrainingProgress progress)
    {
        double share = Share(progress);
        TimeSpan left = share > 0 ? clock.GetElapsedTime(_start) * ((1 - share) / share) : TimeSpan.Zero;
        return FormattableString.Invariant($"<{(int)left.TotalMinutes}:{left.Seconds:00} left");
    }
}
