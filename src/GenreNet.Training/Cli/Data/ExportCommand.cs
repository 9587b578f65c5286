using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>export DATA --out FILE</c>: writes the summary features of a dataset as a table.</summary>
internal static class ExportCommand
{
    private const string FileName = "features.csv";

    public static Command Create(Terminal terminal)
    {
        Argument<string> data = CliSymbols.Data();
        Option<string?> file = OutputSymbols.File("the table, with the columns of the feature tables of GTZAN", FileName);
        Option<double> segmentSeconds = CliSymbols.Number("--segment-seconds", "Segment length in seconds, for one row per segment. Default: one row per clip.", 0.1, 600.0);
        Option<string?> quarantine = CliSymbols.Quarantine(CliSymbols.LeaveOut);
        var command = new Command("export", "Write the feature means and variances of clips to a CSV file, for spreadsheets and other tools.") { data, file, segmentSeconds, quarantine };
        command.SetAction(parsed =>
        {
            string source = parsed.GetRequiredValue(data);
            string path = OutputSymbols.PathOf(parsed.GetRequiredValue(file)!, FileName);
            double? seconds = parsed.GetResult(segmentSeconds) is { Implicit: false } ? parsed.GetValue(segmentSeconds) : null;
            DataKind kind = DataLoader.KindOf(source);
            if (kind != DataKind.Dataset && (seconds is not null || parsed.GetValue(quarantine) is not null))
            {
                throw new GenreNetException($"{source} already contains features, so --segment-seconds and --quarantine have no effect. Give the audio, or remove these options.");
            }

            var loader = new DataLoader(terminal, json: false, parsed.GetValue(quarantine));
            ExportedTable table = kind == DataKind.Dataset ? loader.Export(source, path, seconds) : FeatureTableExport.Write(loader.Load(source), path);
            terminal.Say($"Wrote {path}: {Plural.Of(table.RowCount, "row")} from {Plural.Of(table.TrackCount, "track")}.");
            return ExitCode.Done;
        });
        return command;
    }
}
