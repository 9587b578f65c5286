using System.CommandLine;
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
        var page = new Option<string>("--out") { Description = "The .html file.", DefaultValueFactory = _ => "explore.html" };
        Option<string?> pictures = CliSymbols.Pictures();
        var clips = new Option<bool>("--clips") { Description = "Put six seconds of each example into the page, to listen to: about 250 KB a genre." };
        Option<ulong> seed = CliSymbols.Number("--seed", "Draw the examples with this seed; without it, typical tracks are shown.", 0UL, ulong.MaxValue);
        Option<string?> quarantine = CliSymbols.Quarantine(CliSymbols.LeaveOut);
        var command = new Command("explore", "Show a dataset on one page: balance, durations, spectrograms, MFCCs, how its genres differ.") { data, page, pictures, clips, seed, quarantine };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(page);
            AtomicFile.RequireWritable(path);
            Exploration exploration = Explore(terminal, parsed.GetRequiredValue(data), parsed.GetResult(seed) is { Implicit: false } ? parsed.GetValue(seed) : null, parsed.GetValue(clips), parsed.GetValue(quarantine));
            HtmlPage built = ExplorePage.Build(exploration);
            AtomicFile.WriteText(path, built.Build());
            terminal.Say($"Wrote the page of {exploration.Tracks.Count} tracks to {path}.");
            if (parsed.GetValue(pictures) is { } folder)
            {
                PictureFiles.Save(folder, built.Pictures);
                terminal.Say($"Wrote {built.Pictures.Count} pictures to {folder}, each as .svg and .png.");
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
                terminal.Warn($"{source} holds features and no audio, so --clips changes nothing.");
            }

            return FeatureExploration.Run(loader.LoadPrepared(source), seed);
        }

        Exploration exploration = terminal.Progress(json: false).Count(
            "Listening",
            "tracks",
            report => AudioExploration.Run(
                loader.Open(source), seed, hasClips, new DirectProgress<ExtractionProgress>(p => report(p.Done, p.Total)), terminal.CancellationToken));
        loader.Tell(exploration.Notes, exploration.Skipped, exploration.Tracks.Count);
        return exploration;
    }
}
