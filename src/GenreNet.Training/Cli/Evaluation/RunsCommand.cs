using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>runs FOLDER</c>: lists the runs in a folder and writes a page about them.</summary>
internal static class RunsCommand
{
    private const string PageName = "index.html";

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("FOLDER") { Description = "Folder that contains runs of 'train', at any level." };
        Option<string?> page = OutputSymbols.File("the page", PageName, "Default: the folder of the runs; links are relative to it.");
        Option<bool> json = CliSymbols.Json();
        var command = new Command("runs", "List the runs in a folder, and write a page that sorts and filters them: curves, accuracy with confidence interval, settings, links to their reports.") { folder, page, json };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(folder);
            string target = OutputSymbols.PathOf(parsed.GetValue(page) ?? path, PageName);
            var runs = GalleryFolder.Open(path, TimeProvider.System, terminal.CancellationToken);
            foreach (string problem in runs.Problems)
            {
                terminal.Warn(problem);
            }

            AtomicFile.WriteText(target, GalleryPage.Build(runs).Build());
            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(RunsJson.Of([.. runs.Runs.Select(Summary)]));
                return ExitCode.Done;
            }

            TableDisplay.Write(terminal.People(json: false), GalleryPage.Brief(runs), runs.Runs.Count);
            terminal.Say($"Wrote the page of {Plural.Of(runs.Runs.Count, "run")} to {target}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static RunSummary Summary(GalleryRun run) => new()
    {
        Run = run.Path.Length == 0 ? "." : run.Path,
        State = run.State,
        Network = run.Network,
        TrackAccuracy = run.Record?.Metrics.TrackAccuracy,
        Low = run.Record?.Metrics.TrackInterval.Low,
        High = run.Record?.Metrics.TrackInterval.High,
        Tracks = run.Record?.Metrics.Tracks,
        SegmentAccuracy = run.Record?.Metrics.SegmentAccuracy,
        CalibrationError = run.Record?.Metrics.Calibration?.Error,
        Epochs = run.Record?.Card?.Training.Epochs ?? run.Progress?.History.Count,
        Parameters = run.Record?.Card?.ParameterCount,
        IsLeaky = run.Record?.Metrics.Warning is not null,
        Settings = run.Options.ToDictionary(o => o.Name, o => o.Value, StringComparer.Ordinal),
    };
}
