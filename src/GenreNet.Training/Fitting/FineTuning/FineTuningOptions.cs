using System.Text.Json.Serialization;

namespace GenreNet.Training.Fitting;

/// <summary>Settings of fine-tuning: which blocks of pretrained networks are trained together with the classifier on top of them.</summary>
public sealed record FineTuningOptions
{
    /// <summary>Default of <see cref="Blocks"/>.</summary>
    public const int DefaultBlocks = 2;

    /// <summary>The default learning rate; much smaller than that of networks with random starting weights.</summary>
    public const double DefaultLearningRate = 1e-4;

    /// <summary>The default maximum number of epochs.</summary>
    public const int DefaultEpochs = 10;

    /// <summary>The default number of epochs without improvement after which training stops.</summary>
    public const int DefaultPatience = 3;

    /// <summary>Number of trained blocks per network, counted from its end; null for all. Default 2.</summary>
    public int? Blocks { get; init; } = DefaultBlocks;

    /// <summary>Describes the trained blocks in words.</summary>
    [JsonIgnore]
    internal string Description => Blocks switch
    {
        null => "all blocks",
        1 => "the last block",
        int blocks => FormattableString.Invariant($"the last {blocks} blocks"),
    };

    /// <summary>Validates the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of blocks is below 1.</exception>
    public void Validate()
    {
        if (Blocks is { } blocks)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blocks, nameof(Blocks));
        }
    }
}
