using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core.IO;
using GenreNet.Inference;

namespace GenreNet.Pretrained;

/// <summary>Represents the JSON record of a checkpoint that the catalogue does not pin, with the data provided by the user.</summary>
/// <param name="Name">Name of the checkpoint.</param>
/// <param name="Network">Network of the checkpoint.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of the file.</param>
internal sealed record CheckpointRecord(string Name, PretrainedNetwork Network, string File, long Length, string Sha256);

/// <summary>Represents the JSON record of a converted model, with its sources.</summary>
/// <param name="Converter">The version of the conversion.</param>
/// <param name="Checkpoints">SHA-256 of each checkpoint.</param>
/// <param name="Sha256">SHA-256 of the ONNX file.</param>
internal sealed record ModelRecord(string Converter, IReadOnlyList<string> Checkpoints, string Sha256);

/// <summary>Provides the JSON serialisation of the records and of the calibration resource, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, UseStringEnumConverter = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CheckpointRecord))]
[JsonSerializable(typeof(ModelRecord))]
[JsonSerializable(typeof(LabelCalibration))]
internal sealed partial class StoreJson : JsonSerializerContext
{
    /// <summary>Reads a record; null if it does not exist or is damaged.</summary>
    public static T? Read<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return System.IO.File.Exists(path) ? JsonSerializer.Deserialize(InputFile.ReadAllBytes(path), type) : null;
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes a record.</summary>
    public static void Write<T>(string path, T record, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, record, type));
}
