using GenreNet.Core.Datasets;

namespace GenreNet.Inference;

/// <summary>Describes a training run: what is needed to repeat it and to exclude its tracks from an evaluation.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="ModelCard"/>
public sealed record TrainingFacts
{
    /// <summary>Gets the name of the dataset: its folder or archive, without the path.</summary>
    public required string Dataset { get; init; }

    /// <summary>Gets the hash of the dataset's content.</summary>
    public required string DatasetFingerprint { get; init; }

    /// <summary>Gets the seed of the split, the initial weights, the batches and the dropout.</summary>
    public required ulong Seed { get; init; }

    /// <summary>
    /// Gets the number of threads that torch used; a run is bit-for-bit reproducible with the same count on the same machine.
    /// </summary>
    public required int Threads { get; init; }

    /// <summary>Gets the number of epochs; for a linear network, the steps of its solver.</summary>
    public required int Epochs { get; init; }

    /// <summary>Gets the epoch, counted from one, whose weights are stored in the file.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Gets the number of segments per step; for a linear network, all training segments.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Gets the learning rate of the optimizer; 0 for a linear network, whose solver has none.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Gets a description of the optimizer and the loss.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the version of the library that fitted the network.</summary>
    public required string Engine { get; init; }

    /// <summary>Gets a warning for readers of the figures on the card, such as that the split is leaky; null if there is none.</summary>
    public string? Warning { get; init; }

    /// <summary>
    /// Gets how the tracks were split, with the ids of the tracks of each part. The groups that the split keeps together are omitted;
    /// <c>split.json</c> contains them.
    /// </summary>
    public required DataSplit Split { get; init; }
}

/// <summary>Describes a pretrained network that a model contains: its source and licence.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="ModelCard"/>
public sealed record BackboneFacts
{
    /// <summary>Gets the name of the network, such as <c>mn04</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the licence of the weights: an SPDX identifier, or a description.</summary>
    public required string License { get; init; }

    /// <summary>Gets the location where the weights were published.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the SHA-256 of the published file, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>Describes one model of an ensemble in a single file.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="ModelCard"/>
public sealed record PartFacts
{
    /// <summary>Gets the name of the network.</summary>
    public required string Network { get; init; }

    /// <summary>Gets the model's weight in the ensemble: its log probabilities are multiplied by it. The weights add up to one.</summary>
    public required double Weight { get; init; }

    /// <summary>Gets the lower bound of the 95 % confidence interval of the weight; null if the weight was set and not fitted.</summary>
    public double? WeightLow { get; init; }

    /// <summary>Gets the upper bound of the 95 % confidence interval of the weight; null if the weight was set and not fitted.</summary>
    public double? WeightHigh { get; init; }

    /// <summary>
    /// Gets the index, from 0, of the first of the card's joined views that the model uses; 0 if all models use the same features.
    /// </summary>
    public required int View { get; init; }

    /// <summary>Gets the standardisation of the model's features.</summary>
    public required Standardization Standardization { get; init; }

    /// <summary>Gets the name of the dataset that the model was fitted on.</summary>
    public required string Dataset { get; init; }

    /// <summary>Gets the hash of that dataset's content.</summary>
    public required string DatasetFingerprint { get; init; }

    /// <summary>Gets a description of how the model was fitted.</summary>
    public required string Method { get; init; }
}

/// <summary>Represents the accuracy of a model.</summary>
/// <remarks>Immutable.</remarks>
public sealed record AccuracyFigures
{
    /// <summary>Gets the share of segments that were classified correctly, 0 to 1.</summary>
    public required double SegmentAccuracy { get; init; }

    /// <summary>Gets the share of tracks that were classified correctly by the mean of their segments' probabilities, 0 to 1.</summary>
    public required double TrackAccuracy { get; init; }

    /// <summary>Gets the number of segments evaluated.</summary>
    public required int Segments { get; init; }

    /// <summary>Gets the number of tracks evaluated.</summary>
    public required int Tracks { get; init; }
}

/// <summary>Represents the accuracy of a model, or of its training configuration, in one evaluation.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="ModelCard"/>
public sealed record CardEvaluation
{
    /// <summary>Gets a description of what was evaluated and on which data.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the share of tracks that were classified correctly, 0 to 1.</summary>
    public required double TrackAccuracy { get; init; }

    /// <summary>Gets the lower bound of the 95 % confidence interval of the accuracy (Wilson score interval), 0 to 1.</summary>
    public required double Low { get; init; }

    /// <summary>Gets the upper bound of the 95 % confidence interval of the accuracy, 0 to 1.</summary>
    public required double High { get; init; }

    /// <summary>Gets the number of tracks evaluated.</summary>
    public required int Tracks { get; init; }
}
