using System.CommandLine;
using GenreNet.Core;
using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>The options of linear networks.</summary>
internal sealed class LinearSymbols
{
    private static readonly LinearOptions Default = new();

    private readonly Option<LinearMethod> _method = CliSymbols.Word("--linear-method", "Regression method for --network linear.", Default.Method);
    private readonly Option<LinearItems> _items = CliSymbols.Word(
        "--linear-items", "Training items for --network linear: the mean of each track (Tracks), single segments (Segments), or Both.", Default.Items);

    private readonly Option<double?> _l2 = new("--linear-l2")
    {
        Description = "L2 penalty for --network linear: the factor of half the sum of squared weights. Default: selected by cross-validation that keeps groups together.",
    };

    private readonly Option<int> _folds = CliSymbols.Number(
        "--linear-folds", "Number of folds of the cross-validation for --network linear. With up to 100 groups, each group is a fold.", Default.Folds, 2, 1000);

    /// <summary>All options.</summary>
    public Option[] All => [_method, _items, _l2, _folds];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }

        _l2.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string text }]
                && !(double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double value) && value is > 0 and <= 1e6))
            {
                result.AddError($"--linear-l2 must be a number above 0 and at most 1000000, not '{text}'");
            }
        });
    }

    /// <summary>Reads the options; returns null if the network is not linear.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="options">The other options.</param>
    /// <exception cref="GenreNetException">An option is given that has no effect.</exception>
    public LinearOptions? Read(ParseResult parsed, TrainingOptions options)
    {
        if (options.IsLinear)
        {
            return new LinearOptions
            {
                Method = parsed.GetValue(_method),
                Items = parsed.GetValue(_items),
                L2 = parsed.GetValue(_l2),
                Folds = parsed.GetValue(_folds),
            };
        }

        return All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } useless
            ? throw new GenreNetException($"{useless.Name} has no effect without --network {GenreNetworks.Linear}. Add --network {GenreNetworks.Linear}, or remove {useless.Name}.")
            : null;
    }
}
