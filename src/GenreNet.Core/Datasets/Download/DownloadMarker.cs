using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Represents the JSON marker of a finished folder, which lists what was unpacked. It is written last, so a folder without it is
/// unfinished.
/// </summary>
/// <param name="FormatVersion">Version of this JSON.</param>
/// <param name="Url">Address of the archive, without user and query.</param>
/// <param name="UrlHash">Hash of the complete address.</param>
/// <param name="Sha256">SHA-256 of the archive.</param>
/// <param name="IsVerified">Whether the checksum was known beforehand.</param>
/// <param name="Files">Length in bytes by path, with forward slashes.</param>
internal sealed record DownloadMarker(
    int FormatVersion, string Url, string UrlHash, string Sha256, bool IsVerified, IReadOnlyDictionary<string, long> Files)
{
    public const string FileName = "genrenet-download.json";

    public const int CurrentFormat = 1;

    public string ToJson() => JsonSerializer.Serialize(this, DownloadMarkerJson.Default.DownloadMarker);

    /// <exception cref="JsonException">The text is not such a marker.</exception>
    public static DownloadMarker Parse(string json) =>
        JsonSerializer.Deserialize(json, DownloadMarkerJson.Default.DownloadMarker) is { FormatVersion: CurrentFormat } marker
            ? marker
            : throw new JsonException("the format version is not supported");

    /// <summary>Returns whether this marker belongs to a download of an archive.</summary>
    public bool Matches(DatasetArchive archive) => archive.Sha256 is { } expected
        ? expected.Equals(Sha256, StringComparison.OrdinalIgnoreCase)
        : archive.UrlHash == UrlHash;

    /// <summary>Returns the first file that is missing or has another length, or null.</summary>
    public string? FirstDamaged(string folder) => Files
        .Where(file => new FileInfo(Path.Combine(folder, file.Key)) is not { Exists: true } found || found.Length != file.Value)
        .Select(file => file.Key)
        .FirstOrDefault();
}

/// <summary>Source-generated JSON serialization of markers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DownloadMarker))]
internal sealed partial class DownloadMarkerJson : JsonSerializerContext;
