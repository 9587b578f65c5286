using System.CommandLine;
using System.Globalization;
using GenreNet.Core;
using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>The options of fine-tuning.</summary>
internal sealed class FineTuneSymbols
{
    private const string All = "all";

    private readonly Option<bool> _isWanted = new("--fine-tune")
    {
        Description = "With --backbone, also train the last blocks of the pretrained networks, starting from their weights and a linear classifier. "
            + FormattableString.Invariant(
                $"Defaults: learning rate {FineTuningOptions.DefaultLearningRate}, {FineTuningOptions.DefaultEpochs} epochs, ")
            + FormattableString.Invariant(
                $"patience {FineTuningOptions.DefaultPatience}. Requires up to 2 × 225 KB of memory per segment."),
    };

    private readonly Option<string> _blocks = new("--fine-tune-blocks")
    {
        Description = $"Number of blocks at the end of each network to train with --fine-tune, or '{All}'.",
        DefaultValueFactory = _ => FineTuningOptions.DefaultBlocks.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="backbone">The option that selects the pretrained networks.</param>
    public void AddTo(Command command, Option backbone)
    {
        command.Add(_isWanted);
        command.Add(_blocks);
        _blocks.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string text }] && text != All
                && !(int.TryParse(text, CultureInfo.InvariantCulture, out int count) && count > 0))
            {
                result.AddError($"--fine-tune-blocks must be a whole number of at least 1, or '{All}', not '{text}'");
            }
        });
        command.Validators.Add(result =>
        {
            bool isWanted = result.GetResult(_isWanted) is { Implicit: false };
            if (isWanted && result.GetResult(backbone) is not { Implicit: false })
            {
                result.AddError("--fine-tune requires pretrained networks and audio. Add --backbone, or remove --fine-tune");
            }

            if (!isWanted && result.GetResult(_blocks) is { Implicit: false })
            {
                result.AddError("--fine-tune-blocks has no effect without --fine-tune. Add --fine-tune, or remove --fine-tune-blocks");
            }
        });
    }

    /// <summary>Reads the fine-tuning options; returns null for no fine-tuning.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="options">The other options.</param>
    /// <exception cref="GenreNetException">Another option excludes fine-tuning.</exception>
    public FineTuningOptions? Read(ParseResult parsed, TrainingOptions options)
    {
        if (!parsed.GetValue(_isWanted))
        {
            return null;
        }

        string? useless = options.Network != GenreNetworks.Linear ? $"--network {options.Network}"
            : options.EnsembleSize > 1 ? "--ensemble-size"
            : options.Augmentation is not null ? "--augment"
            : null;
        if (useless is not null)
        {
            throw new GenreNetException(
                $"--fine-tune starts from a linear classifier of embeddings and trains a single network. Remove {useless} or --fine-tune.");
        }

        if (options.Monitor == MonitorKind.None)
        {
            throw new GenreNetException(
                "--fine-tune selects the best epoch on the validation tracks, and --monitor None leaves none. Remove --monitor None or --fine-tune.");
        }

        string blocks = parsed.GetRequiredValue(_blocks);
        return new FineTuningOptions { Blocks = blocks == All ? null : int.Parse(blocks, CultureInfo.InvariantCulture) };
    }
}
