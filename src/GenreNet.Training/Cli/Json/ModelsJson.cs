using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Pretrained;

namespace GenreNet.Training.Cli;

/// <summary>Represents the output of <c>models list</c>.</summary>
/// <param name="Folder">Path of the cache folder.</param>
/// <param name="Models">The models.</param>
/// <param name="Checkpoints">The checkpoints that models are built from.</param>
internal sealed record ModelsReport(string Folder, IReadOnlyList<ModelEntry> Models, IReadOnlyList<CheckpointEntry> Checkpoints);

/// <summary>Represents a model.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Installed">Whether the model is installed.</param>
/// <param name="Path">Path of the file, if the model is installed.</param>
/// <param name="Bytes">Size of the file in bytes, if the model is installed.</param>
/// <param name="DownloadBytes">Size of the checkpoints in bytes, if known.</param>
/// <param name="License">SPDX license expression, if known.</param>
/// <param name="GoodFor">Recommended use.</param>
/// <param name="Accuracy">Measured accuracy, if available.</param>
/// <param name="Checkpoints">Names of the checkpoints.</param>
internal sealed record ModelEntry(
    string Name, bool Installed, string? Path, long? Bytes, long? DownloadBytes, string? License, string GoodFor, string? Accuracy, IReadOnlyList<string> Checkpoints);

/// <summary>Represents a checkpoint.</summary>
/// <param name="Name">Name of the checkpoint.</param>
/// <param name="Installed">Whether the checkpoint is installed.</param>
/// <param name="Path">Path of the file, if the checkpoint is installed.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Url">Public URL, if there is one.</param>
/// <param name="Bytes">Size in bytes, if known.</param>
/// <param name="Sha256">SHA-256 checksum, if one is pinned or was given.</param>
/// <param name="License">SPDX license identifier, if known.</param>
/// <param name="GoodFor">Recommended use.</param>
/// <param name="Accuracy">Measured accuracy, if available.</param>
internal sealed record CheckpointEntry(
    string Name, bool Installed, string? Path, string File, Uri? Url, long? Bytes, string? Sha256, string? License, string GoodFor, string? Accuracy);

/// <summary>JSON serialization of the list of models, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelsReport))]
internal sealed partial class ModelsJson : JsonSerializerContext
{
    /// <summary>Serializes the contents of a store.</summary>
    public static string Of(PretrainedStore store) => JsonSerializer.Serialize(
        new ModelsReport(store.Folder, [.. store.Models.Select(model => Entry(store, model))], [.. store.Checkpoints.Select(checkpoint => Entry(store, checkpoint))]),
        Default.ModelsReport);

    private static ModelEntry Entry(PretrainedStore store, PretrainedModel model)
    {
        string? path = store.Find(model);
        return new ModelEntry(
            model.Name, path is not null, path, path is null ? null : new FileInfo(path).Length, model.DownloadLength, model.License, model.GoodFor,
            model.Accuracy, [.. model.Checkpoints.Select(checkpoint => checkpoint.Name)]);
    }

    private static CheckpointEntry Entry(PretrainedStore store, PretrainedCheckpoint checkpoint)
    {
        string? path = store.Find(checkpoint);
        return new CheckpointEntry(
            checkpoint.Name, path is not null, path, checkpoint.FileName, checkpoint.Url, checkpoint.Length, checkpoint.Sha256, checkpoint.License,
            checkpoint.GoodFor, checkpoint.Accuracy);
    }
}
