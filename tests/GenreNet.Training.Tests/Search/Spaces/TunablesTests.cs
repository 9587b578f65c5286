using System.CommandLine;
using GenreNet.Core.Numerics;
using GenreNet.Networks;
using GenreNet.Training.Cli;
using GenreNet.Training.Fitting;
using GenreNet.Training.Search;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Search.Spaces;

public class TunablesTests
{
    /// <summary>What train understands of the arguments of options has to be the options again, or a search tells of settings that nobody can fit.</summary>
    [Fact]
    public void Train_accepts_the_arguments_of_every_value_of_every_setting()
    {
        var symbols = new TrainingSymbols();
        var command = new Command("train");
        symbols.AddTo(command);
        var random = new SeededRandom(11);
        for (int i = 0; i < 60; i++)
        {
            TrainingOptions options = Tunables.All.Aggregate(new TrainingOptions(), (all, t) => t.Apply(all, Draw(t, random)));
            string[] arguments = ["data.npz", .. Tunables.All.SelectMany(t => t.Arguments(options))];
            ParseResult parsed = command.Parse(arguments);
            Assert.Empty(parsed.Errors);

            // Momentum is SGD's alone: elsewhere it changes nothing, and train refuses it.
            TrainingOptions understood = symbols.Read(parsed, TestFeatures.Make().Options);
            Assert.Equal(options with { Optimizer = options.Optimizer with { Momentum = 0 } }, understood with { Optimizer = understood.Optimizer with { Momentum = 0 } });
            Assert.True(options.Optimizer.Kind != OptimizerKind.Sgd || options.Optimizer.Momentum == understood.Optimizer.Momentum);
            options.Validate();
        }
    }

    [Fact]
    public void Default_values_need_no_arguments() =>
        Assert.Equal(["--network", new TrainingOptions().Network], Tunables.All.SelectMany(t => t.Arguments(new TrainingOptions())));

    // Of networks those that take the features and are fitted by gradient steps, because train refuses the settings for others.
    private static string[] Networks { get; } = [.. GenreNetworks.NamesFor(TestFeatures.Options).Except([GenreNetworks.Linear])];

    private static string Draw(Tunable tunable, SeededRandom random) => (tunable.Name == Tunables.Network ? Networks : tunable.Takes.Words) is { } words
        ? words[random.Next(words.Count)]
        : new UniformRange(tunable.Takes.Low, Math.Min(tunable.Takes.High, tunable.Takes.Low + 5)).Draw(random, tunable.Takes.IsComplete);
}
