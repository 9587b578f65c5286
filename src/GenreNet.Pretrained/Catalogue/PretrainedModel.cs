namespace GenreNet.Pretrained;

/// <summary>A model that is made of one or several checkpoints and is loaded as one ONNX file. See <see cref="PretrainedModels"/>.</summary>
public sealed record PretrainedModel
{
    /// <summary>The name, such as <c>audioset</c>: the file is <c>models/NAME.onnx</c> in the cache folder.</summary>
    public required string Name { get; init; }

    /// <summary>The checkpoints whose weights it contains.</summary>
    public required IReadOnlyList<PretrainedCheckpoint> Checkpoints { get; init; }

    /// <summary>What the model is good for, in one phrase.</summary>
    public required string GoodFor { get; init; }

    /// <summary>Measured accuracy with its test set; null where none was measured.</summary>
    public string? Accuracy { get; init; }

    /// <summary>Licences of the weights as SPDX identifiers, such as <c>MIT AND ISC</c>; null where one is not known.</summary>
    public string? License => Checkpoints.All(checkpoint => checkpoint.License is not null)
        ? string.Join(" AND ", Checkpoints.Select(checkpoint => checkpoint.License).Distinct())
        : null;

    /// <summary>Bytes of all checkpoints together; null where one is not known.</summary>
    public long? DownloadLength => Checkpoints.Sum(checkpoint => checkpoint.Length ?? long.MinValue / 8) is >= 0 and var sum ? sum : null;

    /// <summary>The classifier that is put on the embeddings; null where the checkpoint brings its own.</summary>
    internal string? Head { get; init; }
}
