using GenreNet.Core.Download;

namespace GenreNet.Training.Cli;

/// <summary>Formats download progress, with the speed over the last seconds and an estimate of the remaining time.</summary>
internal sealed class TransferText(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    // The amounts done at recent times, oldest first: a mean over the complete download would react slowly to a change of speed.
    private readonly Queue<(long Time, long Done)> _past = new();
    private DownloadStage? _stage;
    private long _newest;

    /// <summary>Returns the completed share of the work, 0 to 1.</summary>
    public static double Share(DownloadProgress progress) => progress.Total is > 0 ? (double)progress.Done / progress.Total.Value : 0;

    /// <summary>Returns whether the current stage is complete.</summary>
    public static bool IsEnd(DownloadProgress progress) => progress.Done == progress.Total;

    /// <summary>Describes the progress in 80 columns.</summary>
    public string Running(DownloadProgress progress)
    {
        double speed = Speed(progress);
        string total = progress.Total is { } all ? FormattableString.Invariant($"/{all / 1e6:0.0}") : "";
        string left = progress.Total is { } end && speed > 0 ? $", {Time((end - progress.Done) / speed)} left" : "";
        return FormattableString.Invariant($"{progress.Stage}: {progress.Done / 1e6:0.0}{total} MB, {speed / 1e6:0.0} MB/s{left}");
    }

    private double Speed(DownloadProgress progress)
    {
        long now = clock.GetTimestamp();
        // Bytes from an earlier run, or discarded bytes, do not count towards the speed.
        if (_stage != progress.Stage || _past.Count == 0 || progress.Done < _past.Peek().Done)
        {
            _past.Clear();
            _stage = progress.Stage;
        }

        if (_past.Count == 0 || clock.GetElapsedTime(_newest, now) >= Step)
        {
            _past.Enqueue((now, progress.Done));
            _newest = now;
        }

        while (_past.Count > 2 && clock.GetElapsedTime(_past.Peek().Time, now) > Window)
        {
            _past.Dequeue();
        }

        (long time, long done) = _past.Peek();
        double seconds = clock.GetElapsedTime(time, now).TotalSeconds;
        return seconds > 0 ? (progress.Done - done) / seconds : 0;
    }

    private static string Time(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(9).TotalSeconds));
        return FormattableString.Invariant($"{(int)time.TotalMinutes}:{time.Seconds:00}");
    }
}
