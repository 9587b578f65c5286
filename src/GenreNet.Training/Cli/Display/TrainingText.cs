using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>Formats training progress, with an estimate of the remaining time.</summary>
internal sealed class TrainingText(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    /// <summary>Returns the completed share of the work, 0 to 1, assuming that all epochs are run.</summary>
    public static double Share(TrainingProgress progress) =>
        (progress.Epoch - 1 + ((double)progress.Batch / progress.BatchCount)) / progress.Epochs;

    /// <summary>Describes the current epoch.</summary>
    public string Running(TrainingProgress progress) => FormattableString.Invariant(
        $"epoch {progress.Epoch}/{progress.Epochs}  loss {progress.Loss:0.000}  accuracy {progress.Accuracy:0.0 %}  {TimeLeft(progress)}");

    /// <summary>
    /// Describes a finished epoch in 80 columns: training and validation (val) figures; a star marks the best epoch so far. Without
    /// validation tracks, the validation figures are omitted.
    /// </summary>
    public string Finished(TrainingProgress progress)
    {
        EpochResult epoch = progress.Completed!;
        return double.IsNaN(epoch.ValidationLoss)
            ? FormattableString.Invariant($"epoch {progress.Epoch,3}/{progress.Epochs}  loss {epoch.Loss:0.000}  accuracy {epoch.Accuracy,7:0.0 %}  {TimeLeft(progress)}")
            : FormattableString.Invariant(
            $"epoch {progress.Epoch,3}/{progress.Epochs}  loss {epoch.Loss:0.000} val {epoch.ValidationLoss:0.000}  accuracy {epoch.Accuracy,7:0.0 %} val {epoch.ValidationAccuracy,7:0.0 %} {(progress.IsBest ? '*' : ' ')} {TimeLeft(progress)}");
    }

    // An upper bound, because early stopping may end training sooner.
    private string TimeLeft(TrainingProgress progress)
    {
        double share = Share(progress);
        TimeSpan left = share > 0 ? clock.GetElapsedTime(_start) * ((1 - share) / share) : TimeSpan.Zero;
        return FormattableString.Invariant($"ETA {(int)left.TotalMinutes}:{left.Seconds:00}");
    }
}
