using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Pretrained;

namespace GenreNet.Training.Cli;

/// <summary>What 'models list' found.</summary>
/// <param name="Folder">The cache folder.</param>
/// <param name="Models">The models.</param>
/// <param name="Checkpoints">The checkpoints that models are made of.</param>
internal sealed record ModelsReport(string Folder, IReadOnlyList<ModelEntry> Models, IReadOnlyList<CheckpointEntry> Checkpoints);

/// <summary>A model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Installed">Whether it is installed.</param>
/// <param name="Path">Its file, where it is installed.</param>
/// <param name="Bytes">Size of the file, where it is installed.</param>
/// <param name="DownloadBytes">Size of the checkpoints, where it is known.</param>
/// <param name="License">SPDX expression, where it is known.</param>
/// <param name="GoodFor">What it is good for.</param>
/// <param name="Accuracy">Measured accuracy, where there is one.</param>
/// <param name="Checkpoints">Names of its checkpoints.</param>
internal sealed record ModelEntry(
    string Name, bool Installed, string? Path, long? Bytes, long? DownloadBytes, string? License, string GoodFor, string? Accuracy, IReadOnlyList<string> Checkpoints);

/// <summary>A checkpoint.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Installed">Whether it is installed.</param>
/// <param name="Path">Its file, where it is installed.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Url">Public address, where there is one.</param>
/// <param name="Bytes">Size, where it is known.</param>
/// <param name="Sha256">Checksum, where one is pinned or was given.</param>
/// <param name="License">SPDX identifier, where it is known.</param>
/// <param name="GoodFor">What it is good for.</param>
/// <param name="Accuracy">Measured accuracy, where there is one.</param>
internal sealed record CheckpointEntry(
    string Name, bool Installed, string? Path, string File, Uri? Url, long? Bytes, string? Sha256, string? License, string GoodFor, string? Accuracy);

/// <summary>JSON of the list of models, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelsReport))]
internal sealed partial class ModelsJson : JsonSerializerContext
{
    /// <summary>The content of a store as JSON.</summary>
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
