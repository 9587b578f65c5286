using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GenreNet.Core.IO;

namespace GenreNet.Catalogue;

/// <summary>
/// Writes <c>embeddings.index</c>: the embeddings of a catalogue with length 1, one after another, so that they can be mapped into memory.
/// </summary>
/// <remarks>
/// Little-endian: <see cref="Magic"/> (8 bytes), version (int32), values per embedding (int32), number of songs (int64), fingerprint of the
/// parts (32 bytes), 8 unused bytes; the embeddings (float32); the offsets of the songs' entries relative to the first (int64, one more than
/// there are songs); the entries (<see cref="IndexedSong"/>).
/// </remarks>
internal static class IndexFile
{
    /// <summary>The name of the file in a results folder.</summary>
    public const string Name = "embeddings.index";

    /// <summary>The length of everything in front of the embeddings, in bytes.</summary>
    public const int HeaderLength = 64;

    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    /// <summary>Gets the first bytes of the file.</summary>
    public static ReadOnlySpan<byte> Magic => "GNREMBED"u8;

    /// <summary>Returns a fingerprint of the parts, from their names, lengths and times of change.</summary>
    public static byte[] Fingerprint(IReadOnlyList<CataloguePart> parts)
    {
        var text = new StringBuilder();
        foreach (CataloguePart part in parts)
        {
            var file = new FileInfo(part.Path);
            text.Append(CultureInfo.InvariantCulture, $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}\n");
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Writes the index of results, through a temporary name.</summary>
    /// <param name="path">Path of the index.</param>
    /// <param name="results">Results with embeddings.</param>
    /// <param name="fingerprint">Fingerprint of the parts.</param>
    /// <param name="report">Receives the number of rows read so far; null for no reports.</param>
    /// <param name="cancellationToken">Cancels the work; no file appears.</param>
    /// <exception cref="CatalogueException">The embeddings are missing, or differ in their size.</exception>
    public static void Write(string path, CatalogueResults results, byte[] fingerprint, Action<long>? report, CancellationToken cancellationToken) =>
        AtomicFile.Write(path, stream =>
        {
            using var entries = new FileStream(
                $"{path}.{Guid.NewGuid():N}.tmp", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            using var writer = new BinaryWriter(entries, Encoding.UTF8);
            List<long> offsets = [0];
            float[] unit = [];
            long rows = 0;
            stream.Position = HeaderLength;
            foreach (CatalogueRow row in results.ReadEmbeddedRows())
            {
                cancellationToken.ThrowIfCancellationRequested();
                report?.Invoke(++rows);
                float norm = TensorPrimitives.Norm(row.Embedding.Span);
                if (!float.IsFinite(norm) || norm == 0)
                {
                    // A direction is not defined.
                    continue;
                }

                unit = unit.Length == 0 ? new float[row.Embedding.Length] : unit;
                if (unit.Length != row.Embedding.Length)
                {
                    throw new CatalogueException(
                        $"The embeddings in {results.Folder} have {unit.Length} and {row.Embedding.Length} values: classify the catalogue with one model into a new folder.");
                }

                TensorPrimitives.Divide(row.Embedding.Span, norm, unit);
                stream.Write(MemoryMarshal.AsBytes(unit.AsSpan()));
                IndexedSong.From(row).Write(writer);
                offsets.Add(entries.Position);
            }

            stream.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(offsets)));
            writer.Flush();
            entries.Position = 0;
            entries.CopyTo(stream);
            WriteHeader(stream, unit.Length, offsets.Count - 1, fingerprint);
        });

    private static void WriteHeader(Stream stream, int size, long count, byte[] fingerprint)
    {
        stream.Position = 0;
        using var header = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        header.Write(Magic);
        header.Write(Version);
        header.Write(size);
        header.Write(count);
        header.Write(fingerprint);
    }
}
