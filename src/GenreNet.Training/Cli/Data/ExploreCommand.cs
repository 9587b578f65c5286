using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>explore DATA --out PAGE</c>: creates a page with charts, tables and audio examples of a dataset.</summary>
internal static class ExploreCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> data = CliSymbols.Data();
        var page = new Option<string>("--out") { Description = "HTML file to write.", DefaultValueFactory = _ => "explore.html" };
        Option<string?> pictures = CliSymbols.Pictures();
        var clips = new Option<bool>("--clips") { Description = "Embed six seconds of audio of each example in the page; adds about 250 KB per genre." };
        Option<ulong> seed = CliSymbols.Number("--seed", "Seed for the random choice of example tracks. Default: typical tracks are shown.", 0UL, ulong.MaxValue);
        Option<string?> quarantine = CliSymbols.Quarantine(CliSymbols.LeaveOut);
        var command = new Command("explore", "Write an HTML page about a dataset: genre balance, durations, spectrograms, MFCCs, and differences between genres.") { data, page, pictures, clips, seed, quarantine };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(page);
            AtomicFile.RequireWritable(path);
            Exploration exploration = Explore(terminal, parsed.GetRequiredValue(data), parsed.GetResult(seed) is { Implicit: false } ? parsed.GetValue(seed) : null, parsed.GetValue(clips), parsed.GetValue(quarantine));
            HtmlPage built = ExplorePage.Build(exploration);
            AtomicFile.WriteText(path, built.Build());
            terminal.Say($"Wrote the page for {Plural.Of(exploration.Tracks.Count, "track")} to {path}.");
            if (parsed.GetValue(pictures) is { } folder)
            {
                PictureFiles.Save(folder, built.Pictures);
                terminal.Say($"Wrote {Plural.Of(built.Pictures.Count, "picture")} to {folder}, each as .svg and .png.");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Exploration Explore(Terminal terminal, string source, ulong? seed, bool hasClips, string? quarantine)
    {
        var loader = new DataLoader(terminal, json: false, quarantine);
        if (DataLoader.KindOf(source) != DataKind.Dataset)
        {
            if (hasClips)
            {
                terminal.Warn($"{source} contains features and no audio, so --clips has no effect.");
            }

            return FeatureExploration.Run(loader.LoadPrepared(source), seed);
        }

        Exploration exploration = terminal.Progress(json: false).Count(
            "Analysing",
            "tracks",
            report => AudioExploration.Run(
                loader.Open(source), seed, hasClips, new DirectProgress<ExtractionProgress>(p => report(p.Done, p.Total)), terminal.CancellationToken));
        loader.Tell(exploration.Notes, exploration.Skipped, exploration.Tracks.Count);
        return exploration;
    }
}
