using GenreNet.Core;

namespace GenreNet.Catalogue;

/// <summary>Combines the parts of a catalogue into one Parquet file.</summary>
public static class CatalogueMerge
{
    private const int MostNames = 5;

    /// <summary>Writes the rows of all parts to one file, in the order of the catalogue. One row group is in memory at a time.</summary>
    /// <param name="results">The results.</param>
    /// <param name="path">The file to write under a temporary name and to rename; an existing file is replaced.</param>
    /// <param name="isPartial">Whether missing parts are left out. By default they are an error.</param>
    /// <param name="cancellationToken">Stops the work. No file is written then.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="CatalogueException">
    /// A part is missing, cannot be read, or has a wrong number of rows, or <paramref name="path"/> is a part.
    /// </exception>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static long Write(CatalogueResults results, string path, bool isPartial = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequireOther(results, path);
        CataloguePart[] parts = [.. results.Parts.Where(part => part.Shard < results.Manifest.ShardCount)];
        if (!isPartial)
        {
            RequireComplete(results);
        }

        if (parts.Length == 0)
        {
            throw new CatalogueException($"{results.Folder} has no parts yet: run 'genrenet classify' first.");
        }

        IEnumerable<CatalogueRow> rows = parts.SelectMany(part => Read(results.Manifest, part, cancellationToken));
        return PartFile.Write(path, rows, results.Manifest.HasEmbeddings);
    }

    private static IEnumerable<CatalogueRow> Read(CatalogueManifest manifest, CataloguePart part, CancellationToken cancellationToken)
    {
        long expected = manifest.TracksOf(part.Shard);
        long count = PartFile.CountRows(part.Path);
        if (count != expected)
        {
            throw new CatalogueException(
                $"{part.Path} has {Plural.Of(count, "row")}, and its shard has {Plural.Of(expected, "track")}: " +
                "delete it and run the same 'genrenet classify' command again.");
        }

        foreach (CatalogueRow row in PartFile.Read(part.Path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    private static void RequireComplete(CatalogueResults results)
    {
        int[] missing = [.. results.MissingShards];
        if (missing.Length > 0)
        {
            IEnumerable<string?> first = missing.Take(MostNames).Select(shard => Path.GetFileName(ResultsFolder.PartOf(results.Folder, shard)));
            string more = missing.Length > MostNames ? $" and {missing.Length - MostNames} more" : string.Empty;
            throw new CatalogueException(
                $"{results.Folder} lacks {string.Join(", ", first)}{more} ({missing.Length} of {results.Manifest.ShardCount} parts): " +
                "run the same 'genrenet classify' command again, or use --partial.");
        }
    }

    // A merged file with the name of a part would be read as one.
    private static void RequireOther(CatalogueResults results, string path)
    {
        string target = Path.GetFullPath(path);
        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(results.Folder));
        if (Path.GetDirectoryName(target) == folder && ResultsFolder.IsPart(target))
        {
            throw new CatalogueException($"{path} is the name of a part of the results: specify another file for --out.");
        }
    }
}
