using GenreNet.Inference;

namespace GenreNet.Pretrained;

/// <summary>Specifies a network whose checkpoints can be read.</summary>
public enum PretrainedNetwork
{
    /// <summary>EfficientAT: MobileNetV3 trained on AudioSet, as a PyTorch state dict (<c>.pt</c>).</summary>
    EfficientAt,

    /// <summary>musicnn: trained on tags of music, as a Keras file (<c>.h5</c>).</summary>
    Musicnn,
}

/// <summary>
/// Represents a file with the weights of a pretrained network, as published by its authors. See <see cref="PretrainedCheckpoints"/>.
/// </summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="PretrainedStore"/>
public sealed record PretrainedCheckpoint
{
    /// <summary>Gets the name, such as <c>mn04</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the network that the weights belong to.</summary>
    public required PretrainedNetwork Network { get; init; }

    /// <summary>Gets the file name, without a folder.</summary>
    public required string FileName { get; init; }

    /// <summary>Gets the public URL; null for a checkpoint that the user added under a name of their own.</summary>
    public Uri? Url { get; init; }

    /// <summary>Gets the size in bytes; null if it is not known.</summary>
    public long? Length { get; init; }

    /// <summary>Gets the SHA-256 in lower-case hexadecimal; null if no checksum confirmed by independent sources is known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Gets the licence of the weights as an SPDX identifier; null if it is not known.</summary>
    public string? License { get; init; }

    /// <summary>Gets a phrase that states what the network is suitable for.</summary>
    public required string GoodFor { get; init; }

    /// <summary>Gets the measured accuracy, including the test set; null if none is known.</summary>
    public string? Accuracy { get; init; }

    /// <summary>Gets the required number of values of an embedding; null if any number is accepted.</summary>
    internal int? EmbeddingSize { get; init; }

    /// <summary>Gets the provenance of the weights, for the card of a model that contains them.</summary>
    /// <exception cref="InvalidOperationException">The checksum is not known: the checkpoint is not installed.</exception>
    public BackboneFacts Facts => new()
    {
        Name = Name,
        License = License ?? "unknown",
        Source = Url?.ToString() ?? FileName,
        Sha256 = Sha256 ?? throw new InvalidOperationException($"The checksum of {Name} is unknown."),
    };
}
