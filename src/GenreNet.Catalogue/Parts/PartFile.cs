using System.IO.Compression;
using GenreNet.Core.IO;
using Parquet;
using Parquet.Schema;

namespace GenreNet.Catalogue;

/// <summary>Reads and writes parts: Parquet files of results, one row per track. Thread-safe.</summary>
public static class PartFile
{
    /// <summary>The number of rows of a row group, which is the unit that is held in memory: a few megabytes with embeddings.</summary>
    public const int RowsPerGroup = 2048;

    // The default level, SmallestSize, takes ten times as long and saves little, because embeddings hardly compress.
    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = CompressionLevel.Optimal,
    };

    /// <summary>Writes a part under a temporary name, flushes it to the disk and renames it. Equal rows give equal bytes.</summary>
    /// <param name="path">The file to write; its folder is created, an existing file is replaced.</param>
    /// <param name="rows">The rows, enumerated once; at most <see cref="RowsPerGroup"/> of them are in memory.</param>
    /// <param name="withEmbeddings">Whether the file has the column <c>embedding</c>.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="Core.GenreNetException">The file cannot be written.</exception>
    public static long Write(string path, IEnumerable<CatalogueRow> rows, bool withEmbeddings = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(rows);
        long count = 0;
        AtomicFile.Write(path, stream => count = WriteAsync(stream, rows, withEmbeddings).GetAwaiter().GetResult());
        return count;
    }

    /// <summary>Returns the number of rows of a part, from its footer.</summary>
    /// <param name="path">The part.</param>
    /// <exception cref="CatalogueException">The file cannot be read or is not a part.</exception>
    public static long CountRows(string path)
    {
        using var reader = PartReader.Open(path);
        return reader.RowCount;
    }

    /// <summary>Reads the rows of a part, one row group at a time.</summary>
    /// <param name="path">The part.</param>
    /// <param name="columns">The columns to read. Other columns are not decompressed.</param>
    /// <exception cref="CatalogueException">The file cannot be read or is not a part.</exception>
    public static IEnumerable<CatalogueRow> Read(string path, CatalogueColumns columns = CatalogueColumns.All)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadRows(path, columns);
    }

    private static IEnumerable<CatalogueRow> ReadRows(string path, CatalogueColumns columns)
    {
        using var reader = PartReader.Open(path);
        for (int group = 0; group < reader.GroupCount; group++)
        {
            foreach (CatalogueRow row in reader.Read(group, columns))
            {
                yield return row;
            }
        }
    }

    private static async Task<long> WriteAsync(Stream stream, IEnumerable<CatalogueRow> rows, bool withEmbeddings)
    {
        ParquetSchema schema = PartSchema.Create(withEmbeddings);
        long count = 0;
        ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, Options).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            foreach (CatalogueRow[] group in rows.Chunk(RowsPerGroup))
            {
                using ParquetRowGroupWriter target = writer.CreateRowGroup();
                await WriteAsync(target, schema, group, withEmbeddings).ConfigureAwait(false);
                target.CompleteValidate();
                count += group.Length;
            }
        }

        return count;
    }

    private static async Task WriteAsync(ParquetRowGroupWriter target, ParquetSchema schema, CatalogueRow[] rows, bool withEmbeddings)
    {
        var columns = new Queue<DataField>(schema.GetDataFields());
        await TextAsync(row => row.Path).ConfigureAwait(false);
        await TextAsync(row => row.Genre).ConfigureAwait(false);
        await ValueAsync(row => row.Confidence).ConfigureAwait(false);
        await TextsAsync(row => row.TopGenres).ConfigureAwait(false);
        await VectorAsync(row => row.TopProbabilities).ConfigureAwait(false);
        await ValueAsync(row => row.IsUnknown).ConfigureAwait(false);
        await TextsAsync(row => row.Warnings).ConfigureAwait(false);
        await ValueAsync(row => row.DurationSeconds).ConfigureAwait(false);
        await VectorAsync(row => row.MfccMeans).ConfigureAwait(false);
        if (withEmbeddings)
        {
            await VectorAsync(row => row.Embedding).ConfigureAwait(false);
        }

        await TextAsync(row => row.Model).ConfigureAwait(false);
        await TextAsync(row => row.ModelSha256).ConfigureAwait(false);
        await TextAsync(row => row.Error).ConfigureAwait(false);

        Task TextAsync(Func<CatalogueRow, string?> value) => target.WriteAsync(columns.Dequeue(), Array.ConvertAll(rows, row => value(row)!));

        Task ValueAsync<T>(Func<CatalogueRow, T?> value)
            where T : struct => target.WriteAsync<T>(columns.Dequeue(), Array.ConvertAll(rows, row => value(row)));

        Task TextsAsync(Func<CatalogueRow, IReadOnlyList<string>> value) =>
            ListAsync([.. rows.SelectMany(value).Select(text => text.AsMemory())], Array.ConvertAll(rows, row => value(row).Count));

        Task VectorAsync(Func<CatalogueRow, ReadOnlyMemory<float>> value)
        {
            int[] lengths = Array.ConvertAll(rows, row => value(row).Length);
            float[] values = new float[lengths.Sum()];
            int start = 0;
            foreach (CatalogueRow row in rows)
            {
                value(row).CopyTo(values.AsMemory(start));
                start += value(row).Length;
            }

            return ListAsync(values, lengths);
        }

        Task ListAsync<T>(T[] values, int[] lengths)
            where T : struct
        {
            (int[] definitions, int[] repetitions) = ListColumn.Levels(lengths);
            return target.WriteAllPartsAsync<T>(columns.Dequeue(), values, definitions, repetitions, CancellationToken.None);
        }
    }
}
