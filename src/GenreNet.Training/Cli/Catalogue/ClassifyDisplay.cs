using System.Diagnostics;
using System.Globalization;
using GenreNet.Catalogue;
using GenreNet.Core;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Cli;

/// <summary>Formats the progress and the result of <c>classify</c>.</summary>
internal static class ClassifyDisplay
{
    private const int MostFailures = 10;

    /// <summary>Describes the progress.</summary>
    public static string Running(CatalogueProgress progress)
    {
        string left = progress.Remaining is { } time && progress.Done < progress.Total ? $", {Time(time)} left" : string.Empty;
        string errors = progress.Errors > 0 ? $", {Plural.Of(progress.Errors, "error")}" : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture, $"Classifying: {progress.Done}/{progress.Total} tracks, {progress.TracksPerSecond:0.0} tracks/s{left}{errors}");
    }

    /// <summary>Writes the result of a run.</summary>
    public static void Write(Terminal terminal, CatalogueSummary summary, CatalogueManifest manifest, int finished, string folder)
    {
        double speed = summary.Tracks / Math.Max(summary.Elapsed.TotalSeconds, 1e-9);
        string errors = summary.Errors > 0 ? $" ({Plural.Of(summary.Errors, "track")} with errors)" : string.Empty;
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Classified {Plural.Of(summary.Tracks, "track")} in {Plural.Of(summary.Shards, "shard")}{errors} in {Time(summary.Elapsed)}, {speed:0.0} tracks/s."));
        foreach (ParkedShard shard in summary.Failed.Take(MostFailures))
        {
            terminal.Fail($"Shard {shard.Shard} failed: {shard.Error}");
        }

        if (summary.Failed.Count > MostFailures)
        {
            terminal.Fail($"{summary.Failed.Count - MostFailures} more shards failed.");
        }

        if (summary.Failed.Count > 0)
        {
            terminal.Fail("Run the same command without --queue to classify the failed shards again.");
        }

        terminal.Say(finished == manifest.ShardCount
            ? $"All {Plural.Of(manifest.ShardCount, "shard")} with {Plural.Of(manifest.TrackCount, "track")} are finished. Results: {folder}."
            : $"{finished} of {Plural.Of(manifest.ShardCount, "shard")} are finished. Results: {folder}.");
    }

    /// <summary>Writes what a run spent its time on.</summary>
    public static void WriteTimings(Terminal terminal, CatalogueSummary summary)
    {
        RunTimings timings = summary.Timings;
        (string Name, TimeSpan Time)[] stages =
        [
            ("decoding", timings.Decoding), ("resampling and features", timings.Features), ("network", timings.Network), ("writing", timings.Writing),
        ];
        double all = Math.Max(stages.Sum(stage => stage.Time.TotalSeconds), 1e-9);
        double tracks = Math.Max(summary.Tracks, 1);
        IEnumerable<string[]> rows = stages.Select(stage => (string[])
        [
            stage.Name, Number(stage.Time.TotalSeconds, "0.00"), Number(stage.Time.TotalMilliseconds / tracks, "0.00"), Number(stage.Time.TotalSeconds / all, "0.0 %"),
        ]);
        if (timings.Fetching.TotalSeconds >= 0.01)
        {
            rows = rows.Append(["downloads (parallel)", Number(timings.Fetching.TotalSeconds, "0.00"), Number(timings.Fetching.TotalMilliseconds / tracks, "0.00"), "-"]);
        }

        var table = new ReportTable(
            "Time of all workers", [new("stage", false), new("seconds", true), new("ms per track", true), new("share", true)], [.. rows]);
        TableDisplay.Write(terminal.People(json: false), table);
        using var process = Process.GetCurrentProcess();
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Processor time {process.TotalProcessorTime.TotalSeconds:0.0} s, {summary.Tracks / process.TotalProcessorTime.TotalSeconds:0.0} tracks per second and core; peak memory {process.PeakWorkingSet64 / 1e6:0} MB."));
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) => time.TotalDays >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours} h")
        : time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}
