using System.CommandLine;
using System.CommandLine.Parsing;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Cli;

/// <summary>The options that determine the training, validation and test tracks.</summary>
internal sealed class SplitSymbols
{
    private const int MostFolds = 1000;
    private const int DefaultFolds = 10;
    private const int ListCount = 3;

    private readonly Option<string> _kind = new("--split")
    {
        Description = "Method of splitting the data: auto uses the parts of the dataset if they cover all tracks, else stratified; stratified splits by genre and keeps tracks and groups together; "
            + "fold tests on one of several folds; dataset uses the parts of the dataset; "
            + "published uses the fault-filtered lists of GTZAN; everything has no test part (for --network linear, which includes a cross-validation, or --monitor None); "
            + "leaky-segments puts segments of one track into different parts, which inflates the accuracy (only to reproduce published results).",
        DefaultValueFactory = _ => SplitChoice.Automatic,
    };

    private readonly Option<int> _folds = CliSymbols.Number("--folds", "Number of folds, for --split fold.", DefaultFolds, TrackSplit.MinFoldCount, MostFolds);
    private readonly Option<int> _fold = CliSymbols.Number("--fold", "Number of the test fold, starting at 1, for --split fold; the next fold is used for validation.", 1, MostFolds);

    private readonly Option<string[]> _lists = Lists(
        "Text files with one track per line: train, validation and test; or train and test, where the validation share of the first file is used for validation.");

    private readonly Option<string?> _file = new("--split-file") { Description = "Path of the split.json of another run, to use the same split." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        CliSymbols.AcceptOnly(_kind, SplitChoice.Kinds);
        command.Add(_kind);
        command.Add(_folds);
        command.Add(_fold);
        command.Add(_lists);
        command.Add(_file);
        command.Validators.Add(Check);
    }

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The parsed command line.</param>
    public SplitChoice Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(_kind), parsed.GetValue(_folds), parsed.GetValue(_fold), parsed.GetValue(_lists) ?? [], parsed.GetValue(_file));

    /// <summary>Creates the option for lists of tracks.</summary>
    public static Option<string[]> Lists(string description) => new("--split-files")
    {
        Description = description,
        Arity = new ArgumentArity(1, ListCount),
        AllowMultipleArgumentsPerToken = true,
        HelpName = "TRAIN [VALID] TEST",
    };

    /// <summary>Reports an error unless there are two or three lists.</summary>
    public static void RequireCount(CommandResult result, Option<string[]> lists)
    {
        if (IsGiven(result, lists) && Given(result, lists)?.Length is not (2 or ListCount))
        {
            result.AddError("--split-files requires three files (train, validation and test tracks) or two (train and test tracks)");
        }
    }

    private void Check(CommandResult result)
    {
        RequireCount(result, _lists);
        bool isFold = Given(result, _kind) == SplitChoice.Fold;
        int folds = IsGiven(result, _folds) ? Given(result, _folds) : DefaultFolds;
        int fold = Given(result, _fold);
        int ways = ((Option[])[_kind, _lists, _file]).Count(option => IsGiven(result, option));
        if (ways > 1)
        {
            result.AddError("--split, --split-files and --split-file cannot be combined. Use only one of them");
        }
        else if (isFold && !IsGiven(result, _fold))
        {
            result.AddError("--split fold requires --fold, a number from 1");
        }
        else if (isFold && folds > 0 && fold > folds)
        {
            result.AddError($"--fold must be a number from 1 to {folds}, not '{fold}'");
        }
        else if (!isFold && (IsGiven(result, _fold) || IsGiven(result, _folds)))
        {
            result.AddError("--fold and --folds require --split fold");
        }
    }

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    /// <summary>Returns the given value, or nothing if it is invalid, which is reported separately.</summary>
    private static T? Given<T>(CommandResult result, Option<T> option)
    {
        try
        {
            return IsGiven(result, option) ? result.GetValue(option) : default;
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }
}
