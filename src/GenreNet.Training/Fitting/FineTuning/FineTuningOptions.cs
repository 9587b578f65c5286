using System.Text.Json.Serialization;

namespace GenreNet.Training.Fitting;

/// <summary>Which blocks of pretrained networks are fitted together with the classifier that is put on them.</summary>
public sealed record FineTuningOptions
{
    /// <summary>Default of <see cref="Blocks"/>.</summary>
    public const int DefaultBlocks = 2;

    /// <summary>The step size unless another is asked for: much smaller than that of networks with random starting weights.</summary>
    public const double DefaultLearningRate = 1e-4;

    /// <summary>Most epochs unless another number is asked for.</summary>
    public const int DefaultEpochs = 10;

    /// <summary>Epochs in a row that are no better until fitting stops, unless another number is asked for.</summary>
    public const int DefaultPatience = 3;

    /// <summary>How many blocks of each network, counted from its end; null for all. Default 2.</summary>
    public int? Blocks { get; init; } = DefaultBlocks;

    /// <summary>The blocks in words.</summary>
    [JsonIgnore]
    internal string Description => Blocks switch
    {
        null => "all blocks",
        1 => "the last block",
        int blocks => FormattableString.Invariant($"the last {blocks} blocks"),
    };

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of blocks is below 1.</exception>
    public void Validate()
    {
        if (Blocks is { } blocks)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blocks, nameof(Blocks));
        }
    }
}
