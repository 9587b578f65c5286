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
    private const int DefaultSteps = 200;
    private const int Rows = 12;

    public static Command Create(Terminal terminal)
    {
        Option<string> file = CliSymbols.Out("CSV file for the learning rates and losses.");
        Option<int> steps = CliSymbols.Number("--steps", "Number of steps from the smallest learning rate to the largest.", DefaultSteps, 10, 100_000);
        var training = new TrainingSymbols();
        var splits = new SplitSymbols();
        var command = new Command("find-rate", "Test increasing learning rates in one short training run, and suggest a value.") { file, steps };
        training.AddTo(command);
        splits.AddTo(command);
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            AtomicFile.RequireWritable(path);
            SplitChoice splitting = splits.Read(parsed);
            splitting.RequireFiles(terminal.CancellationToken);
            FeatureSet data = new TrainingLoader(terminal, training.ReadSource(parsed), Path.ChangeExtension(path, ".npz")).Load();
            TrainingOptions options = training.Read(parsed, data.Options);
            if (options.IsLinear)
            {
                throw new GenreNetException($"The network {options.Network} is fitted by a solver that has no learning rate. Use 'train' directly.");
            }

            RateCurve curve = new LearningRateFinder(options).Run(data, splitting.Draw(data, options), parsed.GetValue(steps), terminal.CancellationToken);
            Save(curve, path);
            TableDisplay.Write(terminal.People(json: false), Table(curve, options), Rows + 1);
            terminal.Say($"Wrote {path}. Suggested: --learning-rate {Rate(curve.Suggestion)}.");
            return ExitCode.Done;
        });
        return command;
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
