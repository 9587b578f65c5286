using GenreNet.Inference;

namespace GenreNet.Pretrained;

/// <summary>The networks whose checkpoints can be read.</summary>
public enum PretrainedNetwork
{
    /// <summary>EfficientAT: MobileNetV3 trained on AudioSet, as a PyTorch state dict (<c>.pt</c>).</summary>
    EfficientAt,

    /// <summary>musicnn: trained on tags of music, as a Keras file (<c>.h5</c>).</summary>
    Musicnn,
}

/// <summary>A file with the weights of a pretrained network, as its authors published it. See <see cref="PretrainedCheckpoints"/>.</summary>
public sealed record PretrainedCheckpoint
{
    /// <summary>The name, such as <c>mn04</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The network that the weights belong to.</summary>
    public required PretrainedNetwork Network { get; init; }

    /// <summary>Name of the file, without a folder.</summary>
    public required string FileName { get; init; }

    /// <summary>The public address; null for a checkpoint that the user added under a name of their own.</summary>
    public Uri? Url { get; init; }

    /// <summary>Size in bytes; null where it is not known.</summary>
    public long? Length { get; init; }

    /// <summary>SHA-256 in lower-case hexadecimal; null where no checksum is known that independent sources confirm.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Licence of the weights as an SPDX identifier; null where it is not known.</summary>
    public string? License { get; init; }

    /// <summary>What the network is good for, in one phrase.</summary>
    public required string GoodFor { get; init; }

    /// <summary>Measured accuracy with its test set; null where none is known.</summary>
    public string? Accuracy { get; init; }

    /// <summary>Numbers of an embedding, which the weights must have; null where any number will do.</summary>
    internal int? EmbeddingSize { get; init; }

    /// <summary>The provenance of the weights, for the card of a model that contains them.</summary>
    /// <exception cref="InvalidOperationException">The checksum is not known: the checkpoint is not installed.</exception>
    public BackboneFacts Facts => new()
    {
        Name = Name,
        License = License ?? "not known",
        Source = Url?.ToString() ?? FileName,
        Sha256 = Sha256 ?? throw new InvalidOperationException($"the checksum of {Name} is not known"),
    };
}
