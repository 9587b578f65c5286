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
    private const string FileName = "check.html";
    private const int MostRows = 25;

    public static Command Create(Terminal terminal)
    {
        Argument<string> dataset = CliSymbols.Dataset();
        Option<string?> report = OutputSymbols.File("an HTML report", FileName, "Default: no report.");
        var groups = new Option<string?>("--groups") { Description = "CSV file to write the groups of duplicate tracks to, with the columns track and group." };
        Option<string?> quarantine = CliSymbols.Quarantine("CSV file of excluded tracks, to which unusable tracks are added. Default: quarantine.csv in the folder of the dataset or next to its archive.");
        Option<bool> json = CliSymbols.Json();
        var command = new Command("check", "Decode all tracks of a dataset and report unreadable files, clipping, silence and duplicates. No audio is changed or deleted.")
        {
            dataset, report, groups, quarantine, json,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(dataset);
            string? page = parsed.GetValue(report) is { } given ? OutputSymbols.PathOf(given, FileName) : null;
            RequireWritable(page, parsed.GetValue(groups));
            if (AudioArguments.IsList(path))
            {
                throw new GenreNetException($"'check' writes lists about a complete dataset, but {path} names only some files. Give the folder, archive or manifest of the dataset.");
            }

            var library = TrackLibrary.Open(path, terminal.CancellationToken);
            string listPath = parsed.GetValue(quarantine) ?? Quarantine.PathOf(path);
            Quarantine list = File.Exists(listPath) ? Quarantine.Load(listPath) : new Quarantine([]);
            CheckResult result = Listen(terminal, library, parsed.GetValue(json));
            Quarantine longer = list.With(result.Unusable);
            Show(terminal, result, parsed.GetValue(json), longer.Tracks.Count > 0 ? listPath : null);
            Save(terminal, result, page, parsed.GetValue(groups), TrackGroups.PathOf(path), parsed.GetValue(json));
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
        "Checking",
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
            string use = isFound ? "'prepare' and 'train' find this file and keep each group in one part of a split" : $"Use it in 'prepare' or 'train' with --groups {groups}";
            Say(terminal, $"Wrote {Plural.Of(result.Groups.Groups.Count, "group")} of duplicates to {groups}. {use}.", json);
        }
        else if (result.Groups.Groups.Count > 0)
        {
            Say(
                terminal,
                $"{Plural.Of(result.Groups.Groups.Count, "group")} of duplicates can be divided by a split. To prevent this, run 'check' with --groups {found}: 'prepare' and 'train' find this file and keep each group in one part of a split.",
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
                throw new GenreNetException($"{problem.Message.TrimEnd('.')}. Use --quarantine FILE to write the list to another file, also in 'prepare' and 'train'.", problem);
            }

            Say(terminal, $"Added {Plural.Of(added, "track")} to the quarantine list {path}. 'prepare' and 'train' exclude the tracks on this list. No audio was deleted; remove a line to use its track again.", json);
        }
        else if (list.Tracks.Count > 0)
        {
            Say(terminal, $"The quarantine list {path} has {Plural.Of(list.Tracks.Count, "track")}; no track was added.", json);
        }
    }

    private static void Say(Terminal terminal, string sentence, bool json) => (json ? terminal.Error : terminal.Output).WriteLine(Terminal.Printable(sentence));
}
