using System.CommandLine;
using System.Text.Json;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Training.Fitting;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;
using GenreNet.Training.Search;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>tune DATA --out DIR</c>: searches for the settings that perform best on the validation tracks.</summary>
internal static class TuneCommand
{
    private const int MostRows = 20;

    private static readonly TrainingOptions Default = new();

    public static Command Create(Terminal terminal)
    {
        Option<string> folderOption = CliSymbols.Out("The folder of the search: tune.json, trials.csv, best.json, tune.html. The same command goes on with a search that was ended.");
        Option<double> validationShare = CliSymbols.Number("--validation-share", "Share of the tracks that choose the best epoch and the best trial.", Default.ValidationShare, 0.01, 0.49);
        Option<double> testShare = CliSymbols.Number("--test-share", "Share of the tracks that are kept aside; no trial sees them.", Default.TestShare, 0.01, 0.49);
        var trainBest = new Option<bool>("--train-best") { Description = "At the end fit the best trial as 'train' does, into the folder best, and look at the test tracks, once." };
        Option<bool> json = CliSymbols.Json();
        Option<string?> pictures = CliSymbols.Pictures();
        var search = new SearchSymbols();
        var training = new TrainingSymbols();
        var splits = new SplitSymbols();
        var command = new Command("tune", "Try settings by random search or successive halving, choose on the validation tracks alone, and tell the command that fits the best.") { folderOption, trainBest, json, pictures, validationShare, testShare };
        search.AddTo(command);
        training.AddTo(command);
        splits.AddTo(command);
        command.SetAction(parsed =>
        {
            var folder = new SearchFolder(parsed.GetRequiredValue(folderOption));
            bool isJson = parsed.GetValue(json);
            splits.RequireFiles(parsed, terminal.CancellationToken);
            SearchSpace? space = search.ReadSpace(parsed);
            using IDisposable held = folder.Hold();
            FeatureSet data = training.Open(parsed, terminal, folder.Features, isJson);
            TrainingOptions options = training.Read(parsed, data) with { ValidationShare = parsed.GetValue(validationShare), TestShare = parsed.GetValue(testShare) };
            if (options.IsLinear && space is null)
            {
                throw new GenreNetException(
                    $"the fit of the network {options.Network} chooses its only setting, L2, itself, so there is nothing to tune: use 'train' or 'crossval', or compare it with other networks in a --space.");
            }

            DataSplit split = splits.Draw(parsed, data, options);
            space ??= SearchSymbols.Usual(parsed, data.Options);
            TextWriter people = isJson ? terminal.Error : terminal.Output;
            SearchResult result = Search(terminal, people, new HyperparameterSearch(data, split, options, space, search.Read(parsed), folder), split, isJson);

            string Command(string run) => TrainArguments.Of(parsed, space, result.BestOptions, run, option => search.Has(option) || option == folderOption || option == trainBest || option == json || option == pictures);
            HtmlPage page = SearchPage.Build(result, data.DatasetName, Command(folder.BestRun), split.IsLeaky ? DataSplit.LeakyWarning : null);
            AtomicFile.WriteText(folder.Best, JsonSerializer.Serialize(result.BestOptions.WithoutPath(), TrainingJson.Default.TrainingOptions));
            AtomicFile.WriteText(folder.Page, page.Build());
            if (parsed.GetValue(pictures) is { } target)
            {
                PictureFiles.Save(target, page.Pictures);
                people.WriteLine(Terminal.Printable($"Wrote {page.Pictures.Count} pictures to {target}, each as .svg and .png."));
            }

            Tell(terminal, people, result, folder, Command(folder.BestRun), isJson);
            if (parsed.GetValue(trainBest))
            {
                TrainCommand.Train(terminal, data, split, result.BestOptions, new RunFolder(folder.BestRun));
            }

            return ExitCode.Done;
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(json) is { Implicit: false } && result.GetResult(trainBest) is { Implicit: false })
            {
                result.AddError("--json and --train-best exclude each other: train with the command that is told");
            }
        });
        return command;
    }

    private static SearchResult Search(Terminal terminal, TextWriter people, HyperparameterSearch search, DataSplit split, bool isJson)
    {
        foreach (string warning in split.Warnings)
        {
            terminal.Warn(warning);
        }

        if (split.IsLeaky)
        {
            terminal.Warn(DataSplit.LeakyWarning);
        }

        string rungs = string.Join(", then ", search.Plan.Rungs.Select(r => $"{r.TrialCount} for {r.Epochs} epochs"));
        people.WriteLine(Terminal.Printable($"Split: {split.Describe()}; the {split.Test.Count} test tracks are not looked at."));
        people.WriteLine(Terminal.Printable($"Trials: {rungs}{(search.EarlierCount > 0 ? $"; an earlier run has begun {search.EarlierCount} of them" : string.Empty)}."));
        try
        {
            return terminal.Progress(isJson).Count("Searching", "epochs", report => search.Run(
                new DirectProgress<SearchProgress>(p => report(p.Epochs, p.EpochCount)), terminal.CancellationToken));
        }
        catch (OperationCanceledException)
        {
            terminal.Warn("the search is not over: the same command goes on with it.");
            throw;
        }
    }

    private static void Tell(Terminal terminal, TextWriter people, SearchResult result, SearchFolder folder, string command, bool isJson)
    {
        if (result.Trials.Count < result.Search.Trials)
        {
            terminal.Warn($"the space has no more than {result.Trials.Count} points, so there are fewer trials than {result.Search.Trials}.");
        }

        TableDisplay.Write(terminal.People(isJson), SearchTables.Brief(result), MostRows);
        people.WriteLine(Terminal.Printable(SearchTables.Headline(result)));
        people.WriteLine(Terminal.Printable($"Look at the search: {folder.Page}; all trials: {folder.Table}."));
        people.WriteLine(Terminal.Printable($"The best is trial {result.Best.Number}. This fits it again, and tests it on the tracks that no trial has seen:"));
        people.WriteLine(Terminal.Printable(command));
        if (isJson)
        {
            terminal.Output.WriteLine(File.ReadAllText(folder.State).TrimEnd());
        }
    }
}
