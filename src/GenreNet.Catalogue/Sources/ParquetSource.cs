using GenreNet.Core.IO;
using Parquet;
using Parquet.Schema;

namespace GenreNet.Catalogue;

/// <summary>Lists a column of a Parquet file, one row group at a time.</summary>
internal sealed class ParquetSource(string path, string? column) : ListFile(path)
{
    public override IEnumerable<string> List(CancellationToken cancellationToken)
    {
        using FileStream stream = Guarded(() => InputFile.OpenRead(Path, 1 << 16));
        ParquetReader reader = Parsed(() => ParquetReader.CreateAsync(stream, cancellationToken: cancellationToken).GetAwaiter().GetResult());
        try
        {
            DataField[] fields = [.. reader.Schema.GetDataFields().Where(field => field.ClrType == typeof(ReadOnlyMemory<char>) && field.MaxRepetitionLevel == 0)];
            string chosen = Choose([.. fields.Select(field => field.Name)], column);
            DataField field = fields.First(field => field.Name == chosen);
            for (int group = 0; group < reader.RowGroupCount; group++)
            {
                foreach (string? name in Parsed(() => Read(reader, group, field, cancellationToken)))
                {
                    yield return name ?? string.Empty;
                }
            }
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static string?[] Read(ParquetReader reader, int group, DataField field, CancellationToken cancellationToken)
    {
        using ParquetRowGroupReader source = reader.OpenRowGroupReader(group);
        var names = new string?[checked((int)source.RowCount)];
        source.ReadAsync(field, names.AsMemory(), cancellationToken: cancellationToken).AsTask().GetAwaiter().GetResult();
        return names;
    }

    // The library throws exceptions of many kinds for damaged files.
    private T Parsed<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or OutOfMemoryException))
        {
            throw new CatalogueException($"{Path} is not a Parquet file, or is damaged ({problem.Message.TrimEnd('.')}): write it again.", problem);
        }
    }
}
