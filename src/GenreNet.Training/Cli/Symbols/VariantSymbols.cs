using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Augmentation;

namespace GenreNet.Training.Cli;

/// <summary>The options that add augmented variants of clips to the training data.</summary>
internal sealed class VariantSymbols
{
    private readonly Option<int> _count = CliSymbols.Number(
        "--augmented-variants", "Number of augmented variants per clip to add to the training data, with random changes of speed, pitch, tone, noise and level. They are not used for evaluation.", 0, 0, AugmentedVariants.MaxCount);

    private readonly Option<ulong> _seed = new("--augment-seed") { Description = "Random seed of the augmented variants; the same seed gives the same variants.", DefaultValueFactory = _ => 42 };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_count);
        command.Add(_seed);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_seed) is { Implicit: false } && result.GetResult(_count) is not { Implicit: false })
            {
                result.AddError("--augment-seed has no effect without --augmented-variants. Add --augmented-variants, or remove --augment-seed");
            }
        });
    }

    /// <summary>Reads the options; returns null for no augmented variants.</summary>
    public AugmentedVariants? Read(ParseResult parsed) => parsed.GetValue(_count) is > 0 and int count
        ? new AugmentedVariants(count, parsed.GetValue(_seed), WaveformAugmentationOptions.Moderate)
        : null;

    /// <summary>Rejects augmented variants if there is no audio to create them from.</summary>
    /// <exception cref="GenreNetException">Augmented variants were requested.</exception>
    public static void RequireNone(AugmentedVariants? variants, string source)
    {
        if (variants is not null)
        {
            throw new GenreNetException($"{source} contains features and no audio, so augmented variants cannot be created from it. Use --augmented-variants in 'prepare' together with the dataset.");
        }
    }
}
