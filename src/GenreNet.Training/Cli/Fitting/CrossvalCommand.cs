using System.CommandLine;
using System.Globalization;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli;

/// <summary>
/// Implements <c>crossval DATA --folds 10 --out DIR</c>: cross-validates a network on a dataset; each track is tested by a network fitted
/// without it.
/// </summary>
internal static class CrossvalCommand
{
    private const string Finished = "the result of a finished cross-validation";
    private const int DefaultFolds = 10;
    private const int MostFolds = 1000;

    public static Command Create(Terminal terminal)
    {
        Option<string> folder = OutputSymbols.Folder("Folder for crossval.json and crossval.html, and for the features if DATA is audio.");
        Option<int> folds = CliSymbols.Number("--folds", "Number of folds. Folds consist of complete tracks and groups, stratified by genre.", DefaultFolds, TrackSplit.MinFoldCount, MostFolds);
        Option<bool> json = CliSymbols.Json();
        Option<bool> force = ForceSymbol.Create(Finished);
        var training = new TrainingSymbols(hasTeachers: true, hasTrainers: true);
        var command = new Command("crossval", "Train a network once per fold, test it on that fold, and report mean, standard deviation and confidence interval of the accuracy.") { folder, folds, json, force };
        training.AddTo(command);
        command.SetAction(parsed =>
        {
            string file = Path.Combine(parsed.GetRequiredValue(folder), "crossval.json");
            ForceSymbol.Require(parsed.GetValue(force), file, Finished);
            TrainingSource source = training.ReadSource(parsed);
            AtomicFile.RequireWritable(file);
            string features = Path.Combine(parsed.GetRequiredValue(folder), "features.npz");
            var loader = new TrainingLoader(terminal, source, features, parsed.GetValue(json));
            FeatureSet data = loader.Load();
            TrainingOptions options = training.Read(parsed, data.Options);
            training.SayDevice(terminal, parsed, options, parsed.GetValue(json));
            IReadOnlyList<DataSplit> parts = TrackSplit.Folds(data, parsed.GetValue(folds), options.Seed);
            TeachingData? teaching = loader.LoadTeaching(data);
            CrossValidationReport report = Run(terminal, data, parts, options with { Teaching = teaching?.Options }, teaching, parsed.GetValue(json));
            AtomicFile.WriteText(file, report.ToJson());
            string page = Path.ChangeExtension(file, ".html");
            AtomicFile.WriteText(page, CrossvalPage.Build(report, data.DatasetName).Build());
            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(report.ToJson());
                return ExitCode.Done;
            }

            TableDisplay.Write(terminal.People(json: false), Table(report), report.TrackAccuracies.Count + 1);
            EvaluationTables.Write(terminal.People(json: false), report.Together);
            terminal.Say($"Wrote {file} and {page}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static CrossValidationReport Run(Terminal terminal, FeatureSet data, IReadOnlyList<DataSplit> folds, TrainingOptions options, TeachingData? teaching, bool json)
    {
        foreach (string warning in folds.SelectMany(f => f.Warnings).Distinct(StringComparer.Ordinal))
        {
            terminal.Warn(warning);
        }

        string network = options.Network;
        EvaluationResult[] results = terminal.Progress(json).Count("Training", "folds", report =>
        {
            var done = new EvaluationResult[folds.Count];
            report(0, folds.Count);
            for (int i = 0; i < folds.Count; i++)
            {
                var run = TrainingRun.Execute(data, folds[i], options, null, terminal.CancellationToken, new FittingHooks { Teaching = teaching });
                (done[i], network) = (run.Test, run.Card.Network);
                report(i + 1, folds.Count);
            }

            return done;
        });
        return CrossValidationReport.From(network, options.Seed, results) with { Features = CrossValidationReport.Describe(data.Options) };
    }

    private static ReportTable Table(CrossValidationReport report) => new(
        $"{report.Network}, seed {report.Seed}",
        [new("fold"), new("by segment", true), new("by track", true)],
        [
            .. report.SegmentAccuracies.Zip(report.TrackAccuracies, (segment, track) => (segment, track))
                .Select((fold, i) => (string[])[(i + 1).ToString(CultureInfo.InvariantCulture), Percent(fold.segment), Percent(fold.track)]),
            ["mean ± standard deviation", Text(report.BySegment), Text(report.ByTrack)],
        ]);

    private static string Text(MeanDeviation figures) => $"{Percent(figures.Mean)} ± {Percent(figures.Deviation)}";

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
