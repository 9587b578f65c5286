using System.Security.Cryptography;
using GenreNet.Core.IO;

namespace GenreNet.Catalogue;

/// <summary>Represents a file that lists the tracks. Paths in it are relative to its folder.</summary>
/// <param name="path">Absolute path of the file.</param>
internal abstract class ListFile(string path) : CatalogueSource
{
    /// <summary>The columns that are searched for paths, in this order.</summary>
    private static readonly string[] UsualColumns = ["path", "file", "filename", "url", "uri", "location"];

    public override string Name => path;

    public override string BaseFolder => System.IO.Path.GetDirectoryName(path)!;

    /// <summary>Gets the path of the file.</summary>
    protected string Path => path;

    public override string? Checksum(CancellationToken cancellationToken) => Guarded(() =>
    {
        using FileStream stream = InputFile.OpenRead(path, bufferSize: 0);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    });

    /// <summary>Chooses the column that holds the paths.</summary>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="wanted">The column that the user named; null for one of the usual names.</param>
    /// <exception cref="CatalogueException">There is no such column.</exception>
    protected string Choose(IReadOnlyList<string> columns, string? wanted)
    {
        string? found = wanted is not null
            ? columns.FirstOrDefault(column => column == wanted) ?? columns.FirstOrDefault(column => column.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            : UsualColumns.Select(usual => columns.FirstOrDefault(column => column.Equals(usual, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(column => column is not null);
        return found ?? throw new CatalogueException(wanted is not null
            ? $"{path} has no column '{wanted}': its columns are {string.Join(", ", columns)}."
            : $"{path} has none of the columns {string.Join(", ", UsualColumns)}: name the column with --column. Its columns are {string.Join(", ", columns)}.");
    }

    /// <summary>Runs an operation on the file and converts its failures.</summary>
    protected T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException($"The list {path} cannot be read ({problem.Message.TrimEnd('.')}): check the path and the permissions.", problem);
        }
    }
}
