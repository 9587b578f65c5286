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
        Option<string> folderOption = OutputSymbols.Folder("Folder of the search: tune.json, trials.csv, best.json, tune.html. Run the same command again to resume an interrupted search.");
        Option<double> validationShare = CliSymbols.Number("--validation-share", "Share of the tracks for validation, which selects the best epoch and the best trial.", Default.ValidationShare, 0.01, 0.49);
        Option<double> testShare = CliSymbols.Number("--test-share", "Share of the tracks that are held out for testing; no trial uses them.", Default.TestShare, 0.01, 0.49);
        var trainBest = new Option<bool>("--train-best") { Description = "Train the best trial at the end, as 'train' does, to the folder best, and evaluate it once on the test tracks." };
        Option<bool> json = CliSymbols.Json();
        Option<string?> pictures = CliSymbols.Pictures();
        Option<bool> force = ForceSymbol.Create("the search, with its trained best trial,");
        var search = new SearchSymbols();
        var training = new TrainingSymbols();
        var splits = new SplitSymbols();
        var command = new Command("tune", "Search settings by random search or successive halving, select the best on the validation tracks only, and print the command that trains it.") { folderOption, trainBest, json, pictures, validationShare, testShare, force };
        search.AddTo(command);
        training.AddTo(command);
        splits.AddTo(command);
        command.SetAction(parsed =>
        {
            var folder = new SearchFolder(parsed.GetRequiredValue(folderOption));
            bool isJson = parsed.GetValue(json);
            TrainingSource source = training.ReadSource(parsed);
            SplitChoice splitting = splits.Read(parsed);
            splitting.RequireFiles(terminal.CancellationToken);
            SearchSpace? space = search.ReadSpace(parsed);
            if (parsed.GetValue(trainBest))
            {
                ForceSymbol.Require(parsed.GetValue(force), new RunFolder(folder.BestRun).Model, TrainCommand.FinishedRun);
            }

            using IDisposable held = folder.Hold();
            if (parsed.GetValue(force))
            {
                folder.Discard();
            }

            FeatureSet data = new TrainingLoader(terminal, source, folder.Features, isJson).Load();
            TrainingOptions options = training.Read(parsed, data.Options) with { ValidationShare = parsed.GetValue(validationShare), TestShare = parsed.GetValue(testShare) };
            training.SayDevice(terminal, parsed, options, isJson);
            if (options.IsLinear && space is null)
            {
                throw new GenreNetException(
                    $"The only setting of the network {options.Network}, L2, is selected during training, so there is nothing to tune. Use 'train' or 'crossval', or compare it with other networks in a --space.");
            }

            DataSplit split = splitting.Draw(data, options);
            space ??= SearchSymbols.Usual(parsed, data.Options);
            TextWriter people = isJson ? terminal.Error : terminal.Output;
            SearchResult result = Search(terminal, people, new HyperparameterSearch(data, split, options, space, search.Read(parsed), folder), split, isJson);

            string Command(string run) => TrainArguments.Of(parsed, space, result.BestOptions, run, option => search.Has(option) || option == folderOption || option == trainBest || option == force || option == json || option == pictures);
            HtmlPage page = SearchPage.Build(result, data.DatasetName, Command(folder.BestRun), split.IsLeaky ? DataSplit.LeakyWarning : null);
            AtomicFile.WriteText(folder.Best, JsonSerializer.Serialize(result.BestOptions.WithoutPath(), TrainingJson.Default.TrainingOptions));
            AtomicFile.WriteText(folder.Page, page.Build());
            if (parsed.GetValue(pictures) is { } target)
            {
                PictureFiles.Save(target, page.Pictures);
                people.WriteLine(Terminal.Printable($"Wrote {Plural.Of(page.Pictures.Count, "picture")} to {target}, each as .svg and .png."));
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
                result.AddError("--json and --train-best cannot be combined. Train the best trial with the printed command");
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

        string rungs = string.Join(", then ", search.Plan.Rungs.Select(r => $"{Plural.Of(r.TrialCount, "trial")} for {Plural.Of(r.Epochs, "epoch")}"));
        people.WriteLine(Terminal.Printable($"Split: {split.Describe()}; {Plural.Of(split.Test.Count, "test track")} {Plural.Choose(split.Test.Count, "is", "are")} not used."));
        people.WriteLine(Terminal.Printable($"Trials: {rungs}{(search.EarlierCount > 0 ? $"; {search.EarlierCount} of them {Plural.Choose(search.EarlierCount, "was", "were")} started by an earlier run" : string.Empty)}."));
        try
        {
            return terminal.Progress(isJson).Count("Searching", "epochs", report => search.Run(
                new DirectProgress<SearchProgress>(p => report(p.Epochs, p.EpochCount)), terminal.CancellationToken));
        }
        catch (OperationCanceledException)
        {
            terminal.Warn("The search is incomplete. Run the same command again to resume it.");
            throw;
        }
    }

    private static void Tell(Terminal terminal, TextWriter people, SearchResult result, SearchFolder folder, string command, bool isJson)
    {
        if (result.Trials.Count < result.Search.Trials)
        {
            terminal.Warn($"The search space has only {Plural.Of(result.Trials.Count, "point")}, so there are fewer trials than the requested {result.Search.Trials}.");
        }

        TableDisplay.Write(terminal.People(isJson), SearchTables.Brief(result), MostRows);
        people.WriteLine(Terminal.Printable(SearchTables.Headline(result)));
        people.WriteLine(Terminal.Printable($"Report: {folder.Page}. Table of all trials: {folder.Table}."));
        people.WriteLine(Terminal.Printable($"The best is trial {result.Best.Number}. To train it and evaluate it on the test tracks, run:"));
        people.WriteLine(Terminal.Printable(command));
        if (isJson)
        {
            terminal.Output.WriteLine(File.ReadAllText(folder.State).TrimEnd());
        }
    }
}
