using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>explore DATA --out PAGE</c>: creates a page with charts, tables and audio examples of a dataset.</summary>
internal static class ExploreCommand
{
    private const string FileName = "explore.html";

    public static Command Create(Terminal terminal)
    {
        Argument<string> data = CliSymbols.Data();
        Option<string?> page = OutputSymbols.File("the page", FileName, "Default: explore.html in the current folder.");
        Option<string?> pictures = CliSymbols.Pictures();
        var clips = new Option<bool>("--clips") { Description = "Embed six seconds of audio of each example in the page; adds about 250 KB per genre." };
        Option<ulong> seed = CliSymbols.Number("--seed", "Seed for the random choice of example tracks. Default: typical tracks are shown.", 0UL, ulong.MaxValue);
        Option<string?> quarantine = CliSymbols.Quarantine(CliSymbols.LeaveOut);
        var command = new Command("explore", "Write an HTML page about a dataset: genre balance, durations, spectrograms, MFCCs, and differences between genres.") { data, page, pictures, clips, seed, quarantine };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(page) is { } given ? OutputSymbols.PathOf(given, FileName) : FileName;
            AtomicFile.RequireWritable(path);
            var loader = new DataLoader(terminal, json: false, parsed.GetValue(quarantine)) { SkipsBadEntries = true };
            ulong? chosen = parsed.GetResult(seed) is { Implicit: false } ? parsed.GetValue(seed) : null;
            Exploration exploration = Explore(terminal, loader, parsed.GetRequiredValue(data), chosen, parsed.GetValue(clips));
            HtmlPage built = ExplorePage.Build(exploration);
            AtomicFile.WriteText(path, built.Build());
            terminal.Say($"Wrote the page for {Plural.Of(exploration.Tracks.Count, "track")} to {path}.");
            if (parsed.GetValue(pictures) is { } folder)
            {
                PictureFiles.Save(folder, built.Pictures);
                terminal.Say($"Wrote {Plural.Of(built.Pictures.Count, "picture")} to {folder}, each as .svg and .png.");
            }

            return loader.ExitCodeSoFar;
        });
        return command;
    }

    private static Exploration Explore(Terminal terminal, DataLoader loader, string source, ulong? seed, bool hasClips)
    {
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
