namespace GenreNet.Pretrained;

/// <summary>
/// Represents a model that is built from one or more checkpoints and loaded as one ONNX file. See <see cref="PretrainedModels"/>.
/// </summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="PretrainedStore"/>
public sealed record PretrainedModel
{
    /// <summary>Gets the name, such as <c>audioset</c>: the file is <c>models/NAME.onnx</c> in the cache folder.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the checkpoints whose weights the model contains.</summary>
    public required IReadOnlyList<PretrainedCheckpoint> Checkpoints { get; init; }

    /// <summary>Gets a phrase that states what the model is suitable for.</summary>
    public required string GoodFor { get; init; }

    /// <summary>Gets the measured accuracy, including the test set; null if none was measured.</summary>
    public string? Accuracy { get; init; }

    /// <summary>Gets the licences of the weights as SPDX identifiers, such as <c>MIT AND ISC</c>; null if one is not known.</summary>
    public string? License => Checkpoints.All(checkpoint => checkpoint.License is not null)
        ? string.Join(" AND ", Checkpoints.Select(checkpoint => checkpoint.License).Distinct())
        : null;

    /// <summary>Gets the total size of the checkpoints in bytes; null if one is not known.</summary>
    public long? DownloadLength => Checkpoints.Sum(checkpoint => checkpoint.Length ?? long.MinValue / 8) is >= 0 and var sum ? sum : null;

    /// <summary>Gets the name of the classifier that is added to the embeddings; null if the checkpoint contains its own.</summary>
    internal string? Head { get; init; }
}
