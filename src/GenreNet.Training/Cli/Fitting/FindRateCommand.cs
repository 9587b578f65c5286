using System.CommandLine;
using System.Globalization;
using CsvHelper;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Training.Fitting;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>find-rate DATA --out CSV</c>: tests learning rates before a long fit.</summary>
internal static class FindRateCommand
{
    private const string FileName = "rates.csv";
    private const int DefaultSteps = 200;
    private const int Rows = 12;

    public static Command Create(Terminal terminal)
    {
        Option<string?> file = OutputSymbols.File("the table of learning rates and losses", FileName);
        Option<int> steps = CliSymbols.Number("--steps", "Number of steps from the smallest learning rate to the largest.", DefaultSteps, LearningRateFinder.FewestSteps, 100_000);
        Option<double> budget = CliSymbols.Number("--max-time", "Time limit of the test in seconds, not counting the extraction of features. Fewer steps are tested if the time is too short for all. Default: no limit.", 0.1, 1_000_000.0);
        var training = new TrainingSymbols();
        var splits = new SplitSymbols();
        var command = new Command("find-rate", "Test increasing learning rates in one short training run, and suggest a value.") { file, steps, budget };
        training.AddTo(command);
        splits.AddTo(command);
        command.SetAction(parsed =>
        {
            string path = OutputSymbols.PathOf(parsed.GetRequiredValue(file)!, FileName);
            TrainingSource source = training.ReadSource(parsed);
            AtomicFile.RequireWritable(path);
            SplitChoice splitting = splits.Read(parsed);
            splitting.RequireFiles(terminal.CancellationToken);
            FeatureSet data = new TrainingLoader(terminal, source, Path.ChangeExtension(path, ".npz")).Load();
            TrainingOptions options = training.Read(parsed, data.Options);
            training.SayDevice(terminal, parsed, options, json: false);
            if (options.IsLinear)
            {
                throw new GenreNetException($"The network {options.Network} is fitted by a solver that has no learning rate. Use 'train' directly.");
            }

            TimeSpan? limit = parsed.GetResult(budget) is null ? null : TimeSpan.FromSeconds(parsed.GetValue(budget));
            RateCurve curve = new LearningRateFinder(options).Run(data, splitting.Draw(data, options), parsed.GetValue(steps), limit, terminal.CancellationToken);
            Save(curve, path);
            TableDisplay.Write(terminal.People(json: false), Table(curve, options), Rows + 1);
            Tell(terminal, curve, path, limit);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Tell(Terminal terminal, RateCurve curve, string path, TimeSpan? limit)
    {
        string seconds = limit is { } given ? string.Create(CultureInfo.InvariantCulture, $"{given.TotalSeconds:0.#} s") : string.Empty;
        if (curve.IsPartial)
        {
            terminal.Warn($"The result is partial: after {seconds}, {Plural.Of(curve.Rates.Count, "step")} had been tested, up to the learning rate {Rate(curve.Rates[^1])}. Increase --max-time to test larger rates.");
        }
        else if (curve.IsShortened)
        {
            terminal.Say($"There was not enough time for all steps within {seconds}, so the {curve.Rates.Count} tested learning rates are further apart.");
        }

        string suggestion = curve.Rates.Count >= LearningRateFinder.FewestSteps
            ? $"Suggested{(curve.IsPartial ? " for the tested part" : string.Empty)}: --learning-rate {Rate(curve.Suggestion)}."
            : "There are too few steps to suggest a learning rate.";
        terminal.Say($"Wrote {path}{(curve.IsPartial ? " (partial)" : string.Empty)}. {suggestion}");
    }

    private static void Save(RateCurve curve, string path) => AtomicFile.Write(path, stream =>
    {
        using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
        csv.WriteHeader(["learning_rate", "loss", "smoothed_loss"]);
        for (int i = 0; i < curve.Rates.Count; i++)
        {
            csv.WriteRecord([Number(curve.Rates[i]), Number(curve.Losses[i]), Number(curve.Smoothed[i])]);
        }
    });

    private static ReportTable Table(RateCurve curve, TrainingOptions options)
    {
        int every = Math.Max(1, curve.Rates.Count / Rows);
        double lowest = curve.Smoothed.Min();
        double highest = curve.Smoothed.Max();
        return new ReportTable(
            $"{options.Network}, {options.Optimizer.Kind}: loss by learning rate",
            [new("learning rate", true), new("loss", true), new(string.Empty)],
            [.. Enumerable.Range(0, curve.Rates.Count).Where(i => i % every == every - 1).Select(i => (string[])[Rate(curve.Rates[i]), Number(curve.Smoothed[i], "0.000"), Bar(curve.Smoothed[i])])]);

        string Bar(double loss) => new('#', (int)Math.Round(40 * (highest > lowest ? (loss - lowest) / (highest - lowest) : 0)));
    }

    private static string Rate(double rate) => Number(rate, "0.0e+0");

    private static string Number(double value, string format = "G6") => value.ToString(format, CultureInfo.InvariantCulture);
}
