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

    private readonly Option<string?> _space = new("--space") { Description = "A .json file of the settings to try; without this, those that matter to most fits, less what you give as an option." };
    private readonly Option<SearchKind> _kind = CliSymbols.Word("--search", "Random fits all trials for all epochs; Halving lets only the best go on, from rung to rung.", Default.Kind);
    private readonly Option<int> _trials = CliSymbols.Number("--trials", "Points of the space to try.", Default.Trials, 1, 100_000);
    private readonly Option<int> _eta = CliSymbols.Number("--eta", "At each rung, one of this many trials continues, for this many times the epochs.", Default.Eta, 2, 100);
    private readonly Option<int> _fewest = CliSymbols.Number("--min-epochs", "Fewest epochs of the first rung.", Default.FewestEpochs, 1, 100_000);
    private readonly Option<SearchObjective> _objective = CliSymbols.Word("--objective", "What on the validation tracks says which trial is the best: the share of tracks or of segments classified correctly, or the loss.", Default.Objective);
    private readonly Option<int> _folds = CliSymbols.Number("--validation-folds", "Judge a trial by its mean over so many folds of all tracks but the test tracks, instead of the validation tracks: for small datasets.", TrackSplit.FewestFolds, MostFolds);

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
                    result.AddError($"{option.Name} changes nothing with --search Random: leave one of them out");
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
            ? throw new GenreNetException($"{file} and the command both say what {both.Name} is: leave out {both.Tunable.Options.First(name => IsGiven(parsed.CommandResult, name))}, or the setting.")
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
