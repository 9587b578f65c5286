using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>export DATA --csv FILE</c>: writes the summary features of a dataset as a table.</summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> data = CliSymbols.Data();
        var file = new Option<string>("--csv") { Description = "The .csv to write, in the columns of GTZAN's own tables.", Required = true };
        Option<double> segmentSeconds = CliSymbols.Number("--segment-seconds", "A row for each segment of this length, not for each clip.", 3.0, 0.1, 600);
        Option<string?> quarantine = CliSymbols.Quarantine(CliSymbols.LeaveOut);
        var command = new Command("export", "Write means and variances of clips as CSV, for spreadsheets and other tools.") { data, file, segmentSeconds, quarantine };
        command.SetAction(parsed =>
        {
            string source = parsed.GetRequiredValue(data);
            string path = parsed.GetRequiredValue(file);
            double? seconds = parsed.GetResult(segmentSeconds) is { Implicit: false } ? parsed.GetValue(segmentSeconds) : null;
            DataKind kind = DataLoader.KindOf(source);
            if (kind != DataKind.Dataset && (seconds is not null || parsed.GetValue(quarantine) is not null))
            {
                throw new GenreNetException($"{source} holds features already, so --segment-seconds and --quarantine would change nothing: give the audio, or leave them out.");
            }

            var loader = new DataLoader(terminal, json: false, parsed.GetValue(quarantine));
            ExportedTable table = kind == DataKind.Dataset ? loader.Export(source, path, seconds) : FeatureTableExport.Write(loader.Load(source), path);
            terminal.Say($"Wrote {path}: {table.RowCount} rows of {table.TrackCount} tracks.");
            return ExitCode.Done;
        });
        return command;
    }
}
