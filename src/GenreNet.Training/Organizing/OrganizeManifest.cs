using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core;
using GenreNet.Core.IO;

namespace GenreNet.Training.Organizing;

/// <summary>Lists the files that <c>organize</c> has made in a folder, so that a later run replaces and deletes no other file.</summary>
internal sealed class OrganizeManifest
{
    /// <summary>The name of the file in the folder.</summary>
    public const string FileName = ".genrenet-organize.json";

    private const int CurrentVersion = 1;

    private readonly string _path;

    private OrganizeManifest(string path, SortedDictionary<string, string[]> files)
    {
        _path = path;
        Files = files;
    }

    /// <summary>Gets the possible identities (<see cref="FileIdentity"/>) of each file, by its path relative to the folder, with slashes.</summary>
    public SortedDictionary<string, string[]> Files { get; }

    /// <summary>Reads the list of a folder; it is empty if there is none.</summary>
    /// <exception cref="GenreNetException">The list is damaged or from a newer version.</exception>
    public static OrganizeManifest Load(string folder)
    {
        string path = Path.Combine(folder, FileName);
        SortedDictionary<string, string[]> files = new(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return new OrganizeManifest(path, files);
        }

        try
        {
            OrganizeList? list = JsonSerializer.Deserialize(InputFile.ReadAllBytes(path), OrganizeJson.Default.OrganizeList);
            if (list is not { Version: CurrentVersion, Files: not null } || list.Files.Any(file => !IsInside(file.Key) || file.Value is null))
            {
                throw new JsonException("its content is not that of this version");
            }

            foreach ((string file, string[] identities) in list.Files)
            {
                files.Add(file, identities);
            }
        }
        catch (JsonException problem)
        {
            throw new GenreNetException(
                $"{path} cannot be read ({problem.Message.Split(". Path:")[0].TrimEnd('.')}), so the files of earlier runs are not known. Choose another folder, or delete it and the files of earlier runs.",
                problem);
        }

        return new OrganizeManifest(path, files);
    }

    /// <summary>Writes the list.</summary>
    /// <exception cref="GenreNetException">The folder is not writable.</exception>
    public void Save() => AtomicFile.WriteText(
        _path, JsonSerializer.Serialize(new OrganizeList { Version = CurrentVersion, Files = Files.ToDictionary() }, OrganizeJson.Default.OrganizeList) + "\n");

    // Files are deleted by this list: it must not reach out of the folder.
    private static bool IsInside(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains('\\', StringComparison.Ordinal)
        && path.Split('/') is { Length: <= 2 } parts && parts.All(part => part is not ("" or "." or ".."));
}

/// <summary>The list in JSON.</summary>
internal sealed record OrganizeList
{
    public int Version { get; init; }

    public IReadOnlyDictionary<string, string[]>? Files { get; init; }
}

/// <summary>JSON serialization of the list.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(OrganizeList))]
internal sealed partial class OrganizeJson : JsonSerializerContext;
