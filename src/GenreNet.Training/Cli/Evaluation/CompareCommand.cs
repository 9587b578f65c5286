using System.CommandLine;
using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>compare RUN...</c>: compares runs side by side and tests whether they differ by more than chance.</summary>
internal static class CompareCommand
{
    private const ulong DefaultSeed = 42;

    public static Command Create(Terminal terminal)
    {
        var runs = new Argument<string[]>("RUN") { Description = "Folders of two or more completed runs of 'train'.", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = CliSymbols.Json();
        Option<ulong> seed = CliSymbols.Number("--seed", "Random seed of the bootstrap.", DefaultSeed, 0UL, ulong.MaxValue);
        var command = new Command("compare", "Compare runs, and test the difference of each pair on the test tracks that all runs have in common.") { runs, json, seed };
        command.Validators.Add(result =>
        {
            if (result.GetValue(runs) is { Length: < 2 })
            {
                result.AddError("'compare' requires at least two runs");
            }
        });
        command.SetAction(parsed =>
        {
            var report = ComparisonReport.Of(Load(parsed.GetRequiredValue(runs)), parsed.GetValue(seed));
            foreach (string warning in report.Warnings)
            {
                terminal.Warn(warning);
            }

            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(report.ToJson());
                return ExitCode.Done;
            }

            TableDisplay.Write(terminal.People(json: false), Runs(report), report.Runs.Count);
            TableDisplay.Write(terminal.People(json: false), Pairs(report), report.Pairs.Count);
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

    private static ReportTable Runs(ComparisonReport report) => new(
        "Runs, each on its own test tracks (by track: accuracy with 95 % CI; ECE: expected calibration error)",
        [new("run"), new("network"), new("tracks", true), new("by track", true), new("by segment", true), new("top 2", true), new("ECE", true), new("parameters", true), new("epochs", true)],
        [.. report.Runs.Select(r => (string[])
        [
            r.IsLeaky ? $"{r.Name} (leaky)" : r.Name, r.Network, Count(r.Tracks),
            string.Create(CultureInfo.InvariantCulture, $"{r.TrackAccuracy:0.0 %} ({100 * r.TrackInterval.Low:0} to {100 * r.TrackInterval.High:0})"),
            Percent(r.SegmentAccuracy), Percent(r.Top2TrackAccuracy), Percent(r.CalibrationError), r.Parameters.ToString("N0", CultureInfo.InvariantCulture), Count(r.Epochs),
        ])]);

    private static ReportTable Pairs(ComparisonReport report) => new(
        $"Pairs of runs on {Plural.Of(report.Tracks, "common test track")} (only first: tracks that only the first run classifies correctly)",
        [
            new("first"), new("second"), new("only first", true), new("only second", true), new("difference", true), new("95 % CI", true),
            new("p", true), .. report.Pairs.Count > 1 ? (ReportColumn[])[new("p (Holm)", true)] : [],
        ],
        [.. report.Pairs.Select(p => (string[])
        [
            p.First, p.Second, Count(p.OnlyFirstRight), Count(p.OnlySecondRight), Points(p.Difference), $"{Points(p.Interval.Low)} to {Points(p.Interval.High)}",
            Probability(p.PValue), .. report.Pairs.Count > 1 ? (string[])[Probability(p.HolmPValue)] : [],
        ])]);

    private static string Percent(double? share) => share is { } value ? value.ToString("0.0 %", CultureInfo.InvariantCulture) : "?";

    private static string Points(double difference) => difference.ToString("+0.0 %;-0.0 %;0.0 %", CultureInfo.InvariantCulture);

    private static string Probability(double p) => p < 0.0001 ? "< 0.0001" : p.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
