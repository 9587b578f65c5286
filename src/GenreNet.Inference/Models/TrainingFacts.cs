using GenreNet.Core.Datasets;

namespace GenreNet.Inference;

/// <summary>What is needed to repeat a training run, and to keep its tracks out of an evaluation.</summary>
public sealed record TrainingFacts
{
    /// <summary>Name of the dataset: its folder or archive, without the path.</summary>
    public required string Dataset { get; init; }

    /// <summary>Hash of the dataset's content.</summary>
    public required string DatasetFingerprint { get; init; }

    /// <summary>Seed of the split, the starting weights, the batches and the dropout.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Threads that torch used; a run repeats bit for bit at the same count on the same machine.</summary>
    public required int Threads { get; init; }

    /// <summary>Epochs that were run; of a linear network the steps of its solver.</summary>
    public required int Epochs { get; init; }

    /// <summary>The epoch, counted from one, whose weights are in the file.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Segments a step; of a linear network all training segments.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Step size of the optimizer; 0 of a linear network, whose solver has none.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Optimizer and loss, in words.</summary>
    public required string Method { get; init; }

    /// <summary>Version of the library that fitted the network.</summary>
    public required string Engine { get; init; }

    /// <summary>What everybody has to know who reads the figures on the card, such as that the split is leaky; null where there is nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>How the tracks were split, and those of each part by id. The groups that it keeps are left out here: <c>split.json</c> has them.</summary>
    public required DataSplit Split { get; init; }
}

/// <summary>A pretrained network that a model contains: where it comes from and under which terms.</summary>
public sealed record BackboneFacts
{
    /// <summary>Name of the network, such as <c>mn04</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Licence of its weights: an SPDX identifier, or words.</summary>
    public required string License { get; init; }

    /// <summary>Where its weights were published.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the published file, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>A model that votes with others inside of one file.</summary>
public sealed record PartFacts
{
    /// <summary>Name of the network.</summary>
    public required string Network { get; init; }

    /// <summary>Its share of the vote: the logarithms of its probabilities are multiplied with it. The shares add up to one.</summary>
    public required double Weight { get; init; }

    /// <summary>Lower end of the 95 % interval of the weight; null where it was given and not fitted.</summary>
    public double? WeightLow { get; init; }

    /// <summary>Upper end of it; null where it was given and not fitted.</summary>
    public double? WeightHigh { get; init; }

    /// <summary>Which of the card's joined views its features begin with, from 0; 0 where all parts have the same features.</summary>
    public required int View { get; init; }

    /// <summary>The standardisation of its features.</summary>
    public required Standardization Standardization { get; init; }

    /// <summary>Name of the data that it was fitted on.</summary>
    public required string Dataset { get; init; }

    /// <summary>Hash of that data's content.</summary>
    public required string DatasetFingerprint { get; init; }

    /// <summary>How it was fitted, in words.</summary>
    public required string Method { get; init; }
}
