using System.Globalization;
using System.Text.RegularExpressions;

namespace GenreNet.Catalogue;

/// <summary>Knows the names of the files of a results folder.</summary>
internal static partial class ResultsFolder
{
    /// <summary>The name of the file that describes the catalogue.</summary>
    public const string ManifestName = "catalogue.json";

    /// <summary>Returns the path of the file that describes the catalogue.</summary>
    public static string ManifestOf(string folder) => Path.Combine(folder, ManifestName);

    /// <summary>Returns the path of a part.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="shard">Index of the shard, from 0.</param>
    public static string PartOf(string folder, int shard) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"part-{shard:00000}.parquet"));

    /// <summary>Returns whether a file has the name of a part.</summary>
    public static bool IsPart(string path) => PartName().IsMatch(Path.GetFileName(path));

    /// <summary>Lists the finished parts in the order of the catalogue.</summary>
    public static IReadOnlyList<CataloguePart> Parts(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "part-*.parquet")
            .Select(path => (Path: path, Match: PartName().Match(Path.GetFileName(path))))
            .Where(file => file.Match.Success)
            .Select(file => new CataloguePart(int.Parse(file.Match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), file.Path))
            .OrderBy(part => part.Shard),
    ];

    [GeneratedRegex(@"\Apart-([0-9]{5,9})\.parquet\z", RegexOptions.CultureInvariant)]
    private static partial Regex PartName();
}

/// <summary>Represents a finished part.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Shard">Index of the shard, from 0.</param>
/// <param name="Path">Path of the file.</param>
public sealed record CataloguePart(int Shard, string Path);
