using GenreNet.Core.Audio;

namespace GenreNet.Catalogue;

/// <summary>Represents where the tracks of a catalogue are listed: a folder, a list, or a prefix of object names.</summary>
internal abstract class CatalogueSource
{
    /// <summary>Gets the source with an absolute path, or its address.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the folder that relative paths of the listing refer to.</summary>
    public virtual string BaseFolder => Environment.CurrentDirectory;

    /// <summary>Gets the SHA-256 of a list, which is compared with that of the first run; null for sources that are listed once.</summary>
    public virtual string? Checksum(CancellationToken cancellationToken) => null;

    /// <summary>Recognises a source.</summary>
    /// <param name="source">The path of a folder or a list, or <c>s3://BUCKET/PREFIX</c>.</param>
    /// <param name="options">The column of a table, and the address of the object store.</param>
    /// <exception cref="CatalogueException">The source does not exist or cannot be a catalogue.</exception>
    public static CatalogueSource Open(string source, SourceOptions options)
    {
        if (source.StartsWith(ObjectStore.Scheme, StringComparison.OrdinalIgnoreCase))
        {
            RequireNoColumn(options, source);
            return new ObjectSource(source, options.Objects);
        }

        if (ListingLine.IsWeb(source))
        {
            throw new CatalogueException($"{source} is the address of one file: write addresses to a text file, one per line, and specify that file.");
        }

        if (Directory.Exists(source))
        {
            RequireNoColumn(options, source);
            return new FolderSource(Path.GetFullPath(source));
        }

        if (!File.Exists(source))
        {
            throw new CatalogueException($"There is no folder or list {source}: check the path. An object store is written as s3://BUCKET/PREFIX.");
        }

        if (AudioFile.HasAudioExtension(source))
        {
            throw new CatalogueException($"{source} is an audio file: use 'genrenet predict' for single files, or specify its folder.");
        }

        string path = Path.GetFullPath(source);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".csv" or ".tsv":
                return new CsvSource(path, options.Column);
            case ".parquet" or ".pq":
                return new ParquetSource(path, options.Column);
            default:
                RequireNoColumn(options, source);
                return new TextSource(path);
        }
    }

    /// <summary>Lists the tracks in the order of the catalogue.</summary>
    /// <param name="cancellationToken">Stops the listing.</param>
    /// <exception cref="CatalogueException">The source cannot be listed.</exception>
    public abstract IEnumerable<string> List(CancellationToken cancellationToken);

    private static void RequireNoColumn(SourceOptions options, string source)
    {
        if (options.Column is not null)
        {
            throw new CatalogueException($"{source} has no columns: use --column only with a .csv, .tsv or .parquet file.");
        }
    }
}

/// <summary>Specifies how a source is read.</summary>
public sealed record SourceOptions
{
    /// <summary>Gets the column that holds the paths of a table; null for one of the usual names.</summary>
    public string? Column { get; init; }

    /// <summary>Gets how an object store is reached.</summary>
    public ObjectStoreOptions Objects { get; init; } = new();
}
