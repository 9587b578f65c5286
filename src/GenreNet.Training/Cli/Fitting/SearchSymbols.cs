using System.CommandLine;
using System.CommandLine.Parsing;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Training.Search;

namespace GenreNet.Training.Cli;

/// <summary>The options of a hyperparameter search.</summary>
internal sealed class SearchSymbols
{
    private const int MostFolds = 100;

    private static readonly SearchOptions Default = new();

    private readonly Option<string?> _space = new("--space") { Description = "Path of a .json file with the settings to search. Default: the settings that matter most, except those given as options." };
    private readonly Option<SearchKind> _kind = CliSymbols.Word("--search", "Search method: Random trains all trials for all epochs; Halving continues only the best trials from rung to rung.", Default.Kind);
    private readonly Option<int> _trials = CliSymbols.Number("--trials", "Number of trials.", Default.Trials, 1, 100_000);
    private readonly Option<int> _eta = CliSymbols.Number("--eta", "Reduction factor of Halving: at each rung, one of this many trials continues, for this many times the epochs.", Default.Eta, 2, 100);
    private readonly Option<int> _fewest = CliSymbols.Number("--min-epochs", "Minimum number of epochs of the first rung of Halving.", Default.FewestEpochs, 1, 100_000);
    private readonly Option<SearchObjective> _objective = CliSymbols.Word("--objective", "Validation metric that selects the best trial: accuracy by track (Tracks), accuracy by segment (Segments), or Loss.", Default.Objective);
    private readonly Option<int> _folds = CliSymbols.Number("--validation-folds", "Number of folds of all tracks except the test tracks; the score of a trial is its mean over these folds. For small datasets. Default: use the validation tracks.", TrackSplit.MinFoldCount, MostFolds);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_space, _kind, _trials, _eta, _fewest, _objective, _folds])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            foreach (Option option in (Option[])[_eta, _fewest])
            {
                if (IsGiven(result, option) && IsRandom(result))
                {
                    result.AddError($"{option.Name} has no effect with --search Random. Remove one of the two options");
                }
            }
        });
    }

    /// <summary>Returns whether an option belongs to the search only and is not an option of <c>train</c>.</summary>
    public bool Has(Option option) => ((Option[])[_space, _kind, _trials, _eta, _fewest, _objective, _folds]).Contains(option);

    /// <summary>Reads the search options.</summary>
    public SearchOptions Read(ParseResult parsed) => new()
    {
        Kind = parsed.GetValue(_kind),
        Trials = parsed.GetValue(_trials),
        Eta = parsed.GetValue(_eta),
        FewestEpochs = parsed.GetValue(_fewest),
        Objective = parsed.GetValue(_objective),
        Folds = parsed.GetValue(_folds),
    };

    /// <summary>Reads the search space file, before features are extracted for hours; returns null if none is given.</summary>
    /// <exception cref="GenreNetException">The file is not a valid search space, or searches over a setting that an option
    /// fixes.</exception>
    public SearchSpace? ReadSpace(ParseResult parsed)
    {
        if (parsed.GetValue(_space) is not { } file)
        {
            return null;
        }

        SearchSpace space = SearchSpaceFile.Load(file);
        return space.Parameters.FirstOrDefault(p => p.Tunable.Options.Any(name => IsGiven(parsed.CommandResult, name))) is { } both
            ? throw new GenreNetException($"{both.Name} is set both in {file} and on the command line. Remove {both.Tunable.Options.First(name => IsGiven(parsed.CommandResult, name))}, or remove the setting from the file.")
            : space;
    }

    /// <summary>Returns the default search space, without the settings that the user gave as options.</summary>
    public static SearchSpace Usual(ParseResult parsed, FeatureOptions features)
    {
        var space = DefaultSpace.For(features);
        return new SearchSpace([.. space.Parameters.Where(p => !p.Tunable.Options.Any(name => IsGiven(parsed.CommandResult, name)))]);
    }

    /// <summary>Returns whether the user gave an option.</summary>
    public static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private static bool IsGiven(CommandResult result, string name) => result.Command.Options.Any(o => o.Name == name && IsGiven(result, o));

    private bool IsRandom(CommandResult result) => result.GetResult(_kind) is { Tokens: [var token] } && token.Value.Equals(nameof(SearchKind.Random), StringComparison.OrdinalIgnoreCase);
}
