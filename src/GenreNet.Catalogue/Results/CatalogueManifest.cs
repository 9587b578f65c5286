using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core.IO;

namespace GenreNet.Catalogue;

/// <summary>Describes a catalogue and how it is classified: the content of <c>catalogue.json</c>.</summary>
/// <remarks>Immutable. All processes that write to a results folder must agree on every value.</remarks>
public sealed record CatalogueManifest
{
    /// <summary>The version of the format that this program writes.</summary>
    public const int CurrentVersion = 1;

    private const long LargestLength = 1 << 20;

    /// <summary>Gets the version of the format.</summary>
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>Gets the source, as the user named it.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the column of the source that holds the paths, as the user named it; null if it was not named.</summary>
    public string? Column { get; init; }

    /// <summary>Gets the SHA-256 of the source if it is a list; null for other sources, which are listed once.</summary>
    public string? SourceSha256 { get; init; }

    /// <summary>Gets the SHA-256 of the list of tracks, one path per line, in lower-case hexadecimal.</summary>
    public required string ListingSha256 { get; init; }

    /// <summary>Gets the number of tracks.</summary>
    public required long TrackCount { get; init; }

    /// <summary>Gets the number of tracks of a shard; the last shard can have fewer.</summary>
    public required int ShardSize { get; init; }

    /// <summary>Gets the number of shards.</summary>
    public required int ShardCount { get; init; }

    /// <summary>Gets the maximum number of genres of a row.</summary>
    public required int TopCount { get; init; }

    /// <summary>Gets whether the rows have embeddings.</summary>
    public required bool HasEmbeddings { get; init; }

    /// <summary>Gets the name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the SHA-256 of the model file in lower-case hexadecimal.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Returns the number of tracks of a shard.</summary>
    /// <param name="shard">Index of the shard, from 0.</param>
    public int TracksOf(int shard) => (int)Math.Min(ShardSize, TrackCount - ((long)shard * ShardSize));

    /// <summary>Reads the manifest of a results folder.</summary>
    /// <param name="folder">The results folder.</param>
    /// <exception cref="CatalogueException">The file does not exist, cannot be read, or is not a manifest.</exception>
    public static CatalogueManifest Load(string folder)
    {
        string path = ResultsFolder.ManifestOf(folder);
        try
        {
            using FileStream stream = InputFile.OpenRead(path);
            CatalogueManifest? manifest = stream.Length > LargestLength ? null : JsonSerializer.Deserialize(stream, ManifestJson.Default.CatalogueManifest);
            return manifest switch
            {
                null => throw new CatalogueException($"{path} does not describe a catalogue: delete the folder and run 'genrenet classify' again."),
                { FormatVersion: not CurrentVersion } => throw new CatalogueException(
                    $"{path} has the format {manifest.FormatVersion}, and this version reads {CurrentVersion}: use the version of genrenet that wrote it."),
                _ => manifest,
            };
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CatalogueException($"{folder} has no {ResultsFolder.ManifestName}: specify the --out folder of 'genrenet classify'.", problem);
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException($"{path} cannot be read ({problem.Message.TrimEnd('.')}): check the file and its permissions.", problem);
        }
    }

    /// <summary>Writes the manifest to a results folder.</summary>
    /// <param name="folder">The results folder.</param>
    /// <exception cref="Core.GenreNetException">The file cannot be written.</exception>
    public void Save(string folder) =>
        AtomicFile.WriteText(ResultsFolder.ManifestOf(folder), JsonSerializer.Serialize(this, ManifestJson.Default.CatalogueManifest) + "\n");
}

/// <summary>Source-generated JSON serialization of manifests.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(CatalogueManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
