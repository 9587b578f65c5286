using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>compare RUN...</c>: compares runs side by side and tests whether they differ by more than chance.</summary>
internal static class CompareCommand
{
    private const string PageName = "compare.html";

    private const ulong DefaultSeed = 42;

    public static Command Create(Terminal terminal)
    {
        var runs = new Argument<string[]>("RUN") { Description = "Folders of two or more completed runs of 'train'.", Arity = ArgumentArity.OneOrMore };
        Option<string?> page = OutputSymbols.File("a page with accuracies and differences, also per genre", PageName, "Default: no page.");
        Option<string?> pictures = CliSymbols.Pictures();
        Option<bool> json = CliSymbols.Json();
        Option<ulong> seed = CliSymbols.Number("--seed", "Random seed of the bootstrap.", DefaultSeed, 0UL, ulong.MaxValue);
        var command = new Command("compare", "Compare runs, and test the difference of each pair on the test tracks that all runs have in common.") { runs, page, pictures, json, seed };
        command.Validators.Add(result =>
        {
            if (result.GetValue(runs) is { Length: < 2 })
            {
                result.AddError("'compare' requires at least two runs");
            }

            if (result.GetResult(pictures) is { Implicit: false } && result.GetResult(page) is null)
            {
                result.AddError("--pictures requires --out");
            }
        });
        command.SetAction(parsed =>
        {
            string? path = parsed.GetValue(page) is { } given ? OutputSymbols.PathOf(given, PageName) : null;
            if (path is not null)
            {
                AtomicFile.RequireWritable(path);
            }

            var report = ComparisonReport.Of(Load(parsed.GetRequiredValue(runs)), parsed.GetValue(seed));
            foreach (string warning in report.Warnings)
            {
                terminal.Warn(warning);
            }

            HtmlPage? built = path is null ? null : ComparePage.Build(report);
            if (built is not null)
            {
                AtomicFile.WriteText(path!, built.Build());
                if (parsed.GetValue(pictures) is { } target)
                {
                    PictureFiles.Save(target, built.Pictures);
                }
            }

            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(report.ToJson());
                return ExitCode.Done;
            }

            TableDisplay.Write(terminal.People(json: false), ComparisonText.Runs(report), report.Runs.Count);
            TableDisplay.Write(terminal.People(json: false), ComparisonText.Pairs(report), report.Pairs.Count);
            if (path is not null)
            {
                terminal.Say($"Wrote the page to {path}.");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static TestedRun[] Load(string[] arguments)
    {
        string[] paths = [.. arguments.Select(path => RunFolder.At(path).Path)];
        string[] full = [.. paths.Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))];
        if (full.GroupBy(path => path, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new GenreNetException($"{twice.Key} is given twice. Give each run once.");
        }

        string[] names = [.. full.Select(path => Path.GetFileName(path))];
        bool isEnough = names.Distinct(StringComparer.Ordinal).Count() == names.Length;
        return [.. paths.Select((path, i) => SavedRun.Load(path).ToTested(isEnough ? names[i] : Path.TrimEndingDirectorySeparator(path)))];
    }
}
