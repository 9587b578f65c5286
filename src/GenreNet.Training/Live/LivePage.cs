using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GenreNet.Core;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Live;

/// <summary>Builds the page of a running fit, in parts that are replaced when they change.</summary>
/// <param name="name">Name of the run.</param>
/// <param name="path">Path of its folder, as the user gave it.</param>
internal sealed class LivePage(string name, string path)
{
    /// <summary>The address of the report, relative to the page.</summary>
    public const string Report = "report";

    /// <summary>Builds the complete page.</summary>
    public string Build(LiveSnapshot run)
    {
        HtmlPage page = new HtmlPage($"Training: {name}").Live()
            .Lost("The connection to genrenet is lost: the page shows the last known state. It continues when genrenet runs again.");
        foreach ((string id, HtmlPage part) in Parts(run))
        {
            page.Part(id, part);
        }

        return page.Build();
    }

    /// <summary>Returns the state for the script of the page.</summary>
    public LiveEvent Event(LiveSnapshot run) => new(
        run.State.ToString().ToLowerInvariant(),
        $"{Short(run)} \u2013 {name}",
        Parts(run).ToDictionary(part => part.Id, part => Versioned(part.Content.Content())));

    private static LivePart Versioned(string content) => new(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 8)), content);

    private static string Short(LiveSnapshot run) => run is { State: LiveState.Running, Progress: { Epochs: > 0 } progress }
        ? progress.Share.ToString("0 %", CultureInfo.InvariantCulture)
        : run.State.ToString();

    private IEnumerable<(string Id, HtmlPage Content)> Parts(LiveSnapshot run)
    {
        yield return ("state", State(run));
        yield return ("curves", Curves(run));
        yield return ("settings", Settings(run));
    }

    private HtmlPage State(LiveSnapshot run)
    {
        var page = new HtmlPage(name);
        switch (run.State)
        {
            case LiveState.Waiting:
                page.Paragraph($"Waiting for a run in {path}. This page shows it as soon as 'genrenet train DATA --out {path}' starts to fit.");
                break;
            case LiveState.Running:
                page.Paragraph(Where(run.Progress!));
                break;
            case LiveState.Stalled:
                page.Notice($"Stalled: the run has given no sign of life for {Duration(run.Silence.TotalSeconds)}, so its process was killed or suspended. To continue a run that was killed, run the same command with --resume.");
                break;
            case LiveState.Interrupted:
                page.Notice("Interrupted: the user stopped the run. To continue, run the same command with --resume.");
                break;
            case LiveState.Failed:
                page.Notice($"Failed: {run.Problem}");
                break;
            default:
                page.Paragraph(run.HasReport ? "Finished." : $"Finished. Write the report with 'genrenet report {path}'.");
                if (run.HasReport)
                {
                    page.Link("Open the report", Report, "report");
                }

                break;
        }

        if (run.Progress is { } progress)
        {
            page.Progress(progress.Share, "progress of the fit").Figures(Figures(progress));
        }
        else if (run.Record is { } record)
        {
            page.Progress(1, "progress of the fit").Figures(Figures(record));
        }

        return page;
    }

    private static HtmlPage Curves(LiveSnapshot run)
    {
        var page = new HtmlPage("curves");
        RunTable? history = run.Record?.History ?? (run.Progress is { History.Count: > 0 } progress ? RunTable.Of(progress.History) : null);
        int best = run.Record?.Card?.Training.BestEpoch ?? run.Progress?.BestEpoch ?? 0;
        return history is not { Rows.Count: > 0 } ? page : page.Heading("Learning curves").Draw(RunCharts.Curves(history, best)).Folded(RunTables.History(history));
    }

    private static HtmlPage Settings(LiveSnapshot run)
    {
        var page = new HtmlPage("settings");
        (string, string)[] options = run.Progress is { } progress ? [.. RunRecord.Flat(progress.Options, string.Empty)] : [.. run.Record?.Options ?? []];
        return options.Length == 0 ? page : page.Table(RunTables.Options(options));
    }

    private static string Where(RunProgress progress) =>
        $"Network: {progress.Network}. Dataset: {progress.Dataset}. Split: {progress.Split} ({string.Join(", ", progress.Tracks.Zip((string[])["training", "validation", "test"], (count, part) => $"{count} {part}"))} tracks).";

    private static IEnumerable<(string Number, string Name, bool IsBad)> Figures(RunProgress progress)
    {
        yield return ($"{progress.Epoch} / {progress.Epochs}", $"epoch (batch {progress.Batch} of {progress.BatchCount})", false);
        yield return (Duration(progress.ElapsedSeconds), "elapsed", false);
        if (progress.State == RunState.Running)
        {
            yield return (progress.RemainingSeconds is double left ? Duration(left) : "?", "left at most; early stopping can end the fit before", false);
        }

        if (progress.Epoch > 0)
        {
            yield return (Number(progress.Loss), "training loss of this epoch so far", !double.IsFinite(progress.Loss));
            yield return (PictureText.Percent(progress.Accuracy), "training accuracy of this epoch so far, by segment", false);
        }

        if (progress.History.LastOrDefault(e => e.HasValidation) is { } last)
        {
            yield return (PictureText.Percent(last.ValidationAccuracy), $"validation accuracy by segment after epoch {last.Epoch} (loss {Number(last.ValidationLoss)})", false);
        }

        if (progress.History.FirstOrDefault(e => e.Epoch == progress.BestEpoch) is { HasValidation: true } best)
        {
            yield return (PictureText.Percent(best.ValidationAccuracy), $"validation accuracy of the best epoch, {best.Epoch} (loss {Number(best.ValidationLoss)})", false);
        }

        if (progress.ElapsedSeconds > 0 && progress.History.Count > 0 && progress.RemainingSeconds is double remaining && progress.Share < 1)
        {
            yield return (Duration(remaining / (1 - progress.Share) / progress.Epochs), "per epoch", false);
        }

        yield return ($"{progress.MemoryBytes / (double)(1 << 20):0} MB", "memory of the process", false);
    }

    private static IEnumerable<(string Number, string Name, bool IsBad)> Figures(RunRecord record)
    {
        EvaluationReport metrics = record.Metrics;
        bool isLeaky = metrics.Warning is not null;
        yield return (RunTables.Percent(metrics.TrackAccuracy), $"test accuracy by track ({Plural.Of(metrics.Tracks, "track")}, 95\u00a0% CI {RunTables.Interval(metrics.TrackInterval)})", isLeaky);
        yield return (RunTables.Percent(metrics.SegmentAccuracy), $"test accuracy by segment ({Plural.Of(metrics.Segments, "segment")})", isLeaky);
        if (metrics.Calibration is { } calibration)
        {
            yield return (RunTables.Percent(calibration.Error), "expected calibration error", false);
        }

        if (record.Card is { } card)
        {
            yield return ($"{card.Training.BestEpoch} / {card.Training.Epochs}", "best epoch / epochs", false);
        }
    }

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Min(seconds, 1e9));
        return time.TotalSeconds < 10 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
            : time.TotalMinutes < 1 ? $"{time.Seconds} s"
            : time.TotalHours < 1 ? $"{time.Minutes} min {time.Seconds:00} s"
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} min");
    }
}

/// <summary>Represents the state of the page for its script.</summary>
/// <param name="Status">The state in lower case.</param>
/// <param name="Title">The title of the window.</param>
/// <param name="Parts">The content of each part, by id.</param>
internal sealed record LiveEvent(string Status, string Title, IReadOnlyDictionary<string, LivePart> Parts);

/// <summary>Represents the content of a part of the page.</summary>
/// <param name="Version">Changes with the content.</param>
/// <param name="Content">Escaped HTML.</param>
internal sealed record LivePart(string Version, string Content);
