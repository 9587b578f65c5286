using GenreNet.Core.IO;
using Parquet;
using Parquet.Schema;

namespace GenreNet.Catalogue;

/// <summary>Reads the row groups of a part. Not thread-safe.</summary>
internal sealed class PartReader : IDisposable
{
    private readonly string _path;
    private readonly ParquetReader _reader;
    private readonly Dictionary<string, DataField> _fields;

    private PartReader(string path, ParquetReader reader)
    {
        _path = path;
        _reader = reader;
        // The path of the elements of a list is LIST/list/element.
        _fields = reader.Schema.GetDataFields().ToDictionary(field => field.Path.FirstPart!, StringComparer.Ordinal);
    }

    /// <summary>Gets the number of row groups.</summary>
    public int GroupCount => _reader.RowGroupCount;

    /// <summary>Gets the number of rows.</summary>
    public long RowCount => _reader.Metadata!.NumRows;

    /// <summary>Gets whether the part has a column of embeddings.</summary>
    public bool HasEmbeddings => _fields.ContainsKey(PartSchema.Embedding);

    /// <summary>Opens a part.</summary>
    /// <exception cref="CatalogueException">The file cannot be read or is not a part.</exception>
    public static PartReader Open(string path) => Guarded(path, () =>
    {
        FileStream stream = InputFile.OpenRead(path, 1 << 16);
        ParquetReader? reader = null;
        try
        {
            reader = ParquetReader.CreateAsync(stream, leaveStreamOpen: false).GetAwaiter().GetResult();
            var part = new PartReader(path, reader);
            return part._fields.ContainsKey(PartSchema.Path) && part._fields.ContainsKey(PartSchema.ModelSha256)
                ? part
                : throw new InvalidDataException("it has other columns");
        }
        catch
        {
            reader?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            stream.Dispose();
            throw;
        }
    });

    /// <summary>Reads the rows of a row group.</summary>
    /// <param name="group">Index of the row group.</param>
    /// <param name="columns">The columns to read.</param>
    /// <exception cref="CatalogueException">The file cannot be read or is damaged.</exception>
    public CatalogueRow[] Read(int group, CatalogueColumns columns) => Guarded(_path, () =>
    {
        using ParquetRowGroupReader source = _reader.OpenRowGroupReader(group);
        int count = checked((int)source.RowCount);
        string?[]? path = Has(CatalogueColumns.Path) ? Texts(source, PartSchema.Path, count) : null;
        string?[]? genre = Has(CatalogueColumns.Genre) ? Texts(source, PartSchema.Genre, count) : null;
        float?[]? confidence = Has(CatalogueColumns.Confidence) ? Values<float>(source, PartSchema.Confidence, count) : null;
        ReadOnlyMemory<ReadOnlyMemory<char>>[]? top = Has(CatalogueColumns.Top) ? Lists<ReadOnlyMemory<char>>(source, PartSchema.TopGenres, count) : null;
        ReadOnlyMemory<float>[]? probabilities = Has(CatalogueColumns.Top) ? Lists<float>(source, PartSchema.TopProbabilities, count) : null;
        bool?[]? unknown = Has(CatalogueColumns.Unknown) ? Values<bool>(source, PartSchema.Unknown, count) : null;
        ReadOnlyMemory<ReadOnlyMemory<char>>[]? warnings = Has(CatalogueColumns.Warnings) ? Lists<ReadOnlyMemory<char>>(source, PartSchema.Warnings, count) : null;
        double?[]? duration = Has(CatalogueColumns.Duration) ? Values<double>(source, PartSchema.Duration, count) : null;
        ReadOnlyMemory<float>[]? means = Has(CatalogueColumns.MfccMeans) ? Lists<float>(source, PartSchema.MfccMeans, count) : null;
        ReadOnlyMemory<float>[]? embedding = Has(CatalogueColumns.Embedding) && HasEmbeddings ? Lists<float>(source, PartSchema.Embedding, count) : null;
        string?[]? model = Has(CatalogueColumns.Model) ? Texts(source, PartSchema.Model, count) : null;
        string?[]? hash = Has(CatalogueColumns.Model) ? Texts(source, PartSchema.ModelSha256, count) : null;
        string?[]? error = Has(CatalogueColumns.Error) ? Texts(source, PartSchema.Error, count) : null;
        var rows = new CatalogueRow[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = new CatalogueRow
            {
                Path = path?[i] ?? string.Empty,
                Genre = genre?[i],
                Confidence = confidence?[i],
                TopGenres = top is null ? [] : Strings(top[i]),
                TopProbabilities = probabilities?[i] ?? default,
                IsUnknown = unknown?[i],
                Warnings = warnings is null ? [] : Strings(warnings[i]),
                DurationSeconds = duration?[i],
                MfccMeans = means?[i] ?? default,
                Embedding = embedding?[i] ?? default,
                Model = model?[i] ?? string.Empty,
                ModelSha256 = hash?[i] ?? string.Empty,
                Error = error?[i],
            };
        }

        return rows;

        bool Has(CatalogueColumns column) => columns.HasFlag(column);
    });

    public void Dispose() => _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static string[] Strings(ReadOnlyMemory<ReadOnlyMemory<char>> texts) => [.. texts.ToArray().Select(text => text.ToString())];

    private string?[] Texts(ParquetRowGroupReader source, string column, int count)
    {
        var values = new string?[count];
        source.ReadAsync(Field(column), values.AsMemory()).AsTask().GetAwaiter().GetResult();
        return values;
    }

    private T?[] Values<T>(ParquetRowGroupReader source, string column, int count)
        where T : struct
    {
        var values = new T?[count];
        source.ReadAsync<T>(Field(column), values.AsMemory()).AsTask().GetAwaiter().GetResult();
        return values;
    }

    private ReadOnlyMemory<T>[] Lists<T>(ParquetRowGroupReader source, string column, int count)
        where T : struct
    {
        DataField field = Field(column);
        // The number of levels, which the values do not exceed; a damaged file fails while it is read, within what the file can hold.
        int levels = checked((int)source.GetMetadata(field)!.MetaData!.NumValues);
        var values = new T[levels];
        int[] definitions = new int[levels];
        int[] repetitions = new int[levels];
        source.ReadRawAsync<T>(field, values, definitions, repetitions).AsTask().GetAwaiter().GetResult();
        return ListColumn.Split(values, definitions, repetitions, count);
    }

    private DataField Field(string column) => _fields.GetValueOrDefault(column) ?? throw new InvalidDataException($"it has no column '{column}'");

    // The library throws exceptions of many kinds for damaged files.
    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FileNotFoundException problem)
        {
            throw new CatalogueException($"The part {path} does not exist: check the path.", problem);
        }
        catch (Exception problem) when (problem is not (OutOfMemoryException or CatalogueException))
        {
            throw new CatalogueException(
                $"{path} is not a part of a catalogue, or is damaged ({problem.Message.TrimEnd('.')}): delete it and run 'genrenet classify' again.", problem);
        }
    }
}
