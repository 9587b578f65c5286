using GenreNet.Core.Download;

namespace GenreNet.Training.Cli;

/// <summary>The words of the download display, with the speed of the last seconds and a guess at the time left.</summary>
internal sealed class TransferText(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    // What was done when, oldest first, some seconds back: a mean over the whole run would answer late when the line gets slower.
    private readonly Queue<(long Time, long Done)> _past = new();
    private DownloadStage? _stage;
    private long _newest;

    /// <summary>Share of the work done, 0 to 1.</summary>
    public static double Share(DownloadProgress progress) => progress.Total is > 0 ? (double)progress.Done / progress.Total.Value : 0;

    /// <summary>Whether everything of this stage is done.</summary>
    public static bool IsEnd(DownloadProgress progress) => progress.Done == progress.Total;

    /// <summary>Where it stands, in 80 columns.</summary>
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
        // Bytes of an earlier run, or those thrown away, are no speed.
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
