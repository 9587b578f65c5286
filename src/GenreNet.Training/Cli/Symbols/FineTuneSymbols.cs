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
        Description = "With --backbone: also fit the last blocks of the pretrained networks, from their weights and a linear classifier. "
            + FormattableString.Invariant(
                $"Learning rate {FineTuningOptions.DefaultLearningRate}, {FineTuningOptions.DefaultEpochs} epochs ")
            + FormattableString.Invariant(
                $"and patience {FineTuningOptions.DefaultPatience} unless given. Takes up to 225 KB of memory per segment, twice."),
    };

    private readonly Option<string> _blocks = new("--fine-tune-blocks")
    {
        Description = $"For --fine-tune: how many blocks of each network, counted from its end, or '{All}'.",
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
                result.AddError($"--fine-tune-blocks must be a whole number from 1, or '{All}', not '{text}'");
            }
        });
        command.Validators.Add(result =>
        {
            bool isWanted = result.GetResult(_isWanted) is { Implicit: false };
            if (isWanted && result.GetResult(backbone) is not { Implicit: false })
            {
                result.AddError("--fine-tune is for pretrained networks and audio: add --backbone, or leave it out");
            }

            if (!isWanted && result.GetResult(_blocks) is { Implicit: false })
            {
                result.AddError("--fine-tune-blocks changes nothing without --fine-tune: add that, or leave it out");
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
            : options.Members > 1 ? "--members"
            : options.Augmentation is not null ? "--augment"
            : null;
        if (useless is not null)
        {
            throw new GenreNetException(
                $"--fine-tune starts with a linear classifier of embeddings and fits one network: leave out {useless}, or --fine-tune.");
        }

        if (options.Monitor == MonitorKind.Nothing)
        {
            throw new GenreNetException(
                "validation tracks choose the epoch of --fine-tune, or that no weight changes: leave out --monitor Nothing, or --fine-tune.");
        }

        string blocks = parsed.GetRequiredValue(_blocks);
        return new FineTuningOptions { Blocks = blocks == All ? null : int.Parse(blocks, CultureInfo.InvariantCulture) };
    }
}
