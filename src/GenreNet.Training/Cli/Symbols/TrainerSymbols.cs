using System.CommandLine;
using GenreNet.Core;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>The options of the trainers of ML.NET.</summary>
internal sealed class TrainerSymbols
{
    private static readonly TrainerOptions Default = new();

    private static readonly TrainerKind[] Kinds = Enum.GetValues<TrainerKind>();

    private readonly Option<string?> _trainer = new("--trainer")
    {
        Description = "Fit a trainer of ML.NET instead of a network, on summaries, embeddings or arrays: gradient boosting (lightgbm, fasttree), random forests (fastforest), or a linear classifier (logistic, sdca, svm, perceptron).",
    };

    private readonly Option<int> _trees = CliSymbols.Number("--trainer-trees", "Largest number of trees per genre; for boosted trees, the validation tracks select how many are kept.", Default.Trees, 1, 10_000);
    private readonly Option<int> _leaves = CliSymbols.Number("--trainer-leaves", "Largest number of leaves per tree.", Default.Leaves, 2, 4096);
    private readonly Option<int> _leafSize = CliSymbols.Number("--trainer-leaf-size", "Smallest number of training segments per leaf.", Default.LeafSize, 1, 100_000);
    private readonly Option<double> _rate = CliSymbols.Number("--trainer-rate", "Learning rate of boosted trees.", Default.LearningRate, 1e-4, 1);
    private readonly Option<double?> _l2 = new("--trainer-l2") { Description = "L2 penalty of the trainers logistic, sdca, svm and perceptron. Default: that of the trainer." };

    private Option[] OfTrees => [_trees, _leaves, _leafSize, _rate];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _trainer.AcceptOnlyFromAmong([.. Kinds.Select(TrainerOptions.NameOf)]);
        _l2.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string text }]
                && !(double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double value) && value is > 0 and <= 1e6))
            {
                result.AddError($"--trainer-l2 must be a number above 0 and at most 1000000, not '{text}'");
            }
        });
        command.Add(_trainer);
        foreach (Option option in (Option[])[.. OfTrees, _l2])
        {
            command.Add(option);
        }
    }

    /// <summary>Returns the name of the trainer; null if none is given.</summary>
    public string? NameIn(ParseResult parsed) => parsed.GetValue(_trainer);

    /// <summary>Reads the options; returns null if no trainer is given.</summary>
    /// <exception cref="GenreNetException">An option is given that has no effect.</exception>
    public TrainerOptions? Read(ParseResult parsed)
    {
        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
        if (NameIn(parsed) is not { } name)
        {
            return ((Option[])[.. OfTrees, _l2]).FirstOrDefault(IsGiven) is { } useless
                ? throw new GenreNetException($"{useless.Name} has no effect without --trainer. Add --trainer, or remove {useless.Name}.")
                : null;
        }

        var options = new TrainerOptions
        {
            Kind = Kinds.First(kind => TrainerOptions.NameOf(kind) == name),
            Trees = parsed.GetValue(_trees),
            Leaves = parsed.GetValue(_leaves),
            LeafSize = parsed.GetValue(_leafSize),
            LearningRate = parsed.GetValue(_rate),
            L2 = parsed.GetValue(_l2),
        };
        Option[] others = options.HasTrees ? options.IsBoosted ? [_l2] : [_rate, _l2] : OfTrees;
        return others.FirstOrDefault(IsGiven) is { } other
            ? throw new GenreNetException($"{other.Name} has no effect with --trainer {name}. Remove {other.Name}, or choose another trainer.")
            : options;
    }
}
