using System.CommandLine;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>synthesize --out DIR</c>: writes a dataset of synthetic music.</summary>
internal static class SynthesizeCommand
{
    private static readonly SyntheticOptions Default = new();

    public static Command Create(Terminal terminal)
    {
        Option<string> folder = OutputSymbols.Folder("Folder for the genre folders.");
        Option<SyntheticStyles> styles = CliSymbols.Word(
            "--styles", "Styles: demo for ten invented styles, which the embedded model does not know; gtzan for the ten genres that it distinguishes.", Default.Styles);
        Option<int> tracks = CliSymbols.Number("--tracks", "Number of tracks per style.", Default.TracksPerStyle, 1, 10_000);
        Option<double> seconds = CliSymbols.Number("--seconds", "Track length in seconds.", Default.Seconds, 1, 600.0);
        Option<ulong> seed = CliSymbols.Seed(Default.Seed);
        var command = new Command("synthesize", "Generate a dataset of synthetic music in ten styles.") { folder, styles, tracks, seconds, seed };
        command.SetAction(parsed =>
        {
            var options = new SyntheticOptions { Styles = parsed.GetValue(styles), TracksPerStyle = parsed.GetValue(tracks), Seconds = parsed.GetValue(seconds), Seed = parsed.GetValue(seed) };
            string path = parsed.GetRequiredValue(folder);
            Write(terminal, path, options);
            int count = SyntheticDataset.NamesOf(options.Styles).Count;
            terminal.Say($"Wrote {count * options.TracksPerStyle} tracks in {count} styles to {path}.");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Writes a dataset and displays progress.</summary>
    public static void Write(Terminal terminal, string folder, SyntheticOptions options) => terminal.Progress(json: false).Count(
        "Generating music",
        "tracks",
        report =>
        {
            SyntheticDataset.Write(folder, options, new DirectProgress<SyntheticProgress>(p => report(p.Done, p.Total)), terminal.CancellationToken);
            return true;
        });
}
