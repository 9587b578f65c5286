using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Cli;

/// <summary>
/// Implements <c>check DATASET</c>: decodes every track and reports problems; unusable tracks are written to a quarantine list that
/// <c>prepare</c> and <c>train</c> exclude.
/// </summary>
internal static class CheckCommand
{
    private const int MostRows = 25;

    public static Command Create(Terminal terminal)
    {
        Argument<string> dataset = CliSymbols.Dataset();
        var report = new Option<string?>("--report") { Description = "Also write the report as one .html file." };
        var groups = new Option<string?>("--groups") { Description = "Also write which tracks are duplicates of each other, as a .csv of track and group." };
        Option<string?> quarantine = CliSymbols.Quarantine("The .csv of tracks not to use; without this, quarantine.csv in the dataset's folder or beside its archive.");
        Option<bool> json = CliSymbols.Json();
        var command = new Command("check", "Listen to a dataset and tell what is wrong with it: bad files, clipping, silence, duplicates. Nothing is changed or deleted.")
        {
            dataset, report, groups, quarantine, json,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(dataset);
            RequireWritable(parsed.GetValue(report), parsed.GetValue(groups));
            var library = TrackLibrary.Open(path, terminal.CancellationToken);
            string listPath = parsed.GetValue(quarantine) ?? Quarantine.PathOf(path);
            Quarantine list = File.Exists(listPath) ? Quarantine.Load(listPath) : new Quarantine([]);
            CheckResult result = Listen(terminal, library, parsed.GetValue(json));
            Quarantine longer = list.With(result.Unusable);
            Show(terminal, result, parsed.GetValue(json), longer.Tracks.Count > 0 ? listPath : null);
            Save(terminal, result, parsed.GetValue(report), parsed.GetValue(groups), TrackGroups.PathOf(path), parsed.GetValue(json));
            Extend(terminal, list, longer, listPath, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    // Report an unwritable path before an hour of decoding rather than after it.
    private static void RequireWritable(params string?[] paths)
    {
        foreach (string path in paths.OfType<string>())
        {
            AtomicFile.RequireWritable(path);
        }
    }

    private static CheckResult Listen(Terminal terminal, TrackLibrary library, bool json) => terminal.Progress(json).Count(
        "Listening",
        "tracks",
        report => DatasetCheck.Run(library, null, new DirectProgress<CheckProgress>(p => report(p.Done, p.Total)), terminal.CancellationToken));

    private static void Show(Terminal terminal, CheckResult result, bool json, string? quarantineFile)
    {
        foreach (string warning in result.Warnings)
        {
            terminal.Warn(warning);
        }

        if (json)
        {
            terminal.Output.WriteLine(CheckReport.From(result, quarantineFile).ToJson());
            return;
        }

        foreach (ReportTable table in CheckTables.All(result))
        {
            TableDisplay.Write(terminal.People(json), table, MostRows);
        }

        terminal.Say(CheckTables.Headline(result));
    }

    private static void Save(Terminal terminal, CheckResult result, string? report, string? groups, string found, bool json)
    {
        if (report is not null)
        {
            AtomicFile.WriteText(report, CheckPage.Build(result));
            Say(terminal, $"Wrote the report to {report}.", json);
        }

        if (groups is not null)
        {
            result.Groups.Save(groups);
            bool isFound = Path.GetFullPath(groups) == Path.GetFullPath(found);
            string use = isFound ? "'prepare' and 'train' find it there and keep each group on one side of a split" : $"give it to 'prepare' or 'train' with --groups {groups}";
            Say(terminal, $"Wrote {CheckText.Count(result.Groups.Groups.Count, "group")} of duplicates to {groups}: {use}.", json);
        }
        else if (result.Groups.Groups.Count > 0)
        {
            Say(
                terminal,
                $"{CheckText.Count(result.Groups.Groups.Count, "group")} of duplicates would be on two sides of a split: write them with --groups {found}, where 'prepare' and 'train' find them and keep each group whole.",
                json);
        }
    }

    private static void Extend(Terminal terminal, Quarantine list, Quarantine longer, string path, bool json)
    {
        int added = longer.Tracks.Count - list.Tracks.Count;
        if (added > 0)
        {
            try
            {
                longer.Save(path);
            }
            catch (GenreNetException problem)
            {
                throw new GenreNetException($"{problem.Message.TrimEnd('.')}, such as with --quarantine FILE, which 'prepare' and 'train' take as well.", problem);
            }

            Say(terminal, $"Quarantined {CheckText.Count(added, "track")} in {path}: 'prepare' and 'train' leave out what is on this list. Nothing was deleted; take out a line to use its track again.", json);
        }
        else if (list.Tracks.Count > 0)
        {
            Say(terminal, $"{path} lists {CheckText.Count(list.Tracks.Count, "track")} already, and nothing was to be added.", json);
        }
    }

    private static void Say(Terminal terminal, string sentence, bool json) => (json ? terminal.Error : terminal.Output).WriteLine(Terminal.Printable(sentence));
}
