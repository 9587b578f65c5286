using GenreNet.Training.Fitting.Augmentation;
using GenreNet.Training.Networks;

namespace GenreNet.Training.Fitting;

/// <summary>How a network is fitted. Together with the features these settings repeat a run.</summary>
public sealed record TrainingOptions
{
    /// <summary>Name of a network in <see cref="GenreNetworks"/>, or the path of a <see cref="Networks.Files.NetworkFile"/>.</summary>
    public string Network { get; init; } = GenreNetworks.Default;

    /// <summary>Seed of the split, the starting weights, the order of batches and the dropout.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Most epochs; one is a pass over all training segments.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Segments a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Step size of Adam.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>Epochs without a lower validation loss after which fitting stops.</summary>
    public int Patience { get; init; } = 12;

    /// <summary>How training segments are changed at random; null, the default, for not at all.</summary>
    public AugmentationOptions? Augmentation { get; init; }

    /// <summary>Share of tracks that choose the best epoch.</summary>
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>Share of tracks that are kept aside for the honest figure.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Threads of torch; results repeat bit for bit at the same count only.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks the settings against each other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range; the message says which.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Patience, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearningRate);
        Augmentation?.Validate();
    }
}
