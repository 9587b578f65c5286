using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>Formats training progress, with an estimate of the remaining time.</summary>
internal sealed class TrainingText(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private int _network;

    /// <summary>Returns the completed share of the work, 0 to 1, assuming that all epochs are run.</summary>
    public static double Share(TrainingProgress progress) =>
        (progress.Epoch - 1 + ((double)progress.Batch / progress.BatchCount)) / progress.Epochs;

    /// <summary>Describes the current epoch.</summary>
    public string Running(TrainingProgress progress) => FormattableString.Invariant(
        $"{(progress.NetworkCount > 1 ? $"network {progress.Network}/{progress.NetworkCount}  " : string.Empty)}epoch {progress.OwnEpoch}/{progress.OwnEpochs}  loss {progress.Loss:0.000}  accuracy {progress.Accuracy:0.0 %}  {TimeLeft(progress)}");

    /// <summary>
    /// Describes a finished epoch in 80 columns, for an ensemble after the number of its network: training and validation (val) figures; a star marks the best epoch so far. Without
    /// validation tracks, the validation figures are omitted.
    /// </summary>
    public string Finished(TrainingProgress progress)
    {
        EpochResult epoch = progress.Completed!;
        string network = progress.NetworkCount > 1 ? $"{progress.Network}/{progress.NetworkCount} " : string.Empty;
        return double.IsNaN(epoch.ValidationLoss)
            ? FormattableString.Invariant($"{network}epoch {progress.OwnEpoch,3}/{progress.OwnEpochs}  loss {epoch.Loss:0.000}  accuracy {epoch.Accuracy,7:0.0 %}  {TimeLeft(progress)}")
            : FormattableString.Invariant(
            $"{network}epoch {progress.OwnEpoch,3}/{progress.OwnEpochs}  loss {epoch.Loss:0.000} val {epoch.ValidationLoss:0.000}  accuracy {epoch.Accuracy,7:0.0 %} val {epoch.ValidationAccuracy,7:0.0 %} {(progress.IsBest ? '*' : ' ')} {TimeLeft(progress)}");
    }

    /// <summary>Returns the line above the finished epochs of each network of an ensemble; null if the network has one already.</summary>
    public string? Heading(TrainingProgress progress)
    {
        if (progress.NetworkCount == 1 || progress.Network == _network)
        {
            return null;
        }

        _network = progress.Network;
        return FormattableString.Invariant($"Network {progress.Network} of {progress.NetworkCount}:");
    }

    // An upper bound, because early stopping may end training sooner.
    private string TimeLeft(TrainingProgress progress)
    {
        double share = Share(progress);
        TimeSpan left = share > 0 ? clock.GetElapsedTime(_start) * ((1 - share) / share) : TimeSpan.Zero;
        return FormattableString.Invariant($"ETA {(int)left.TotalMinutes}:{left.Seconds:00}");
    }
}
