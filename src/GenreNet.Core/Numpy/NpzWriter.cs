using System.IO.Compression;
using GenreNet.Core.IO;

namespace GenreNet.Core.Numpy;

/// <summary>Writes named arrays to a compressed <c>.npz</c> file that numpy.load reads with <c>allow_pickle=False</c>.</summary>
/// <remarks>
/// Equal arrays produce equal bytes, regardless of when they are written. Arrays above 4 GiB become ZIP64 entries. Thread-safe. Calls that
/// write to the same stream must not overlap.
/// </remarks>
/// <example>
/// <code>
/// NpyArray features = NpyArray.Create(new float[6], 2, 3);
/// NpyArray labels = NpyArray.Create(new long[] { 0, 1 }, 2);
/// NpzWriter.Write("features.npz", [NpzEntry.Of("features", features), NpzEntry.Of("labels", labels)]);
/// </code>
/// </example>
/// <seealso cref="NpzReader"/>
/// <seealso cref="NpzEntry"/>
public static class NpzWriter
{
    // The earliest time that a ZIP archive can store; NumPy uses it as well.
    private static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a file atomically: the path refers either to the old file or to the complete new file.</summary>
    /// <param name="path">Path of the file to write.</param>
    /// <param name="entries">Arrays with distinct names; enumerated one at a time.</param>
    /// <param name="cancellationToken">Cancels between two arrays; no partial file remains.</param>
    /// <exception cref="ArgumentException">Two arrays have the same name.</exception>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<NpzEntry> entries, CancellationToken cancellationToken = default) =>
        Write(path, entries, CompressionLevel.Optimal, cancellationToken);

    /// <summary>Writes a file atomically: the path refers either to the old file or to the complete new file.</summary>
    /// <param name="path">Path of the file to write.</param>
    /// <param name="entries">Arrays with distinct names; enumerated one at a time.</param>
    /// <param name="level">Compression level; use no compression for numbers that resemble noise, such as weights.</param>
    /// <param name="cancellationToken">Cancels between two arrays; no partial file remains.</param>
    /// <exception cref="ArgumentException">Two arrays have the same name.</exception>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<NpzEntry> entries, CompressionLevel level, CancellationToken cancellationToken = default) =>
        AtomicFile.Write(path, stream => Write(stream, entries, level, cancellationToken));

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <param name="stream">Stream to write to.</param>
    /// <param name="entries">Arrays with distinct names; enumerated one at a time.</param>
    /// <param name="cancellationToken">Cancels between two arrays.</param>
    /// <exception cref="ArgumentException">Two arrays have the same name.</exception>
    public static void Write(Stream stream, IEnumerable<NpzEntry> entries, CancellationToken cancellationToken = default) =>
        Write(stream, entries, CompressionLevel.Optimal, cancellationToken);

    private static void Write(Stream stream, IEnumerable<NpzEntry> entries, CompressionLevel level, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (NpzEntry entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!names.Add(entry.Name))
            {
                throw new ArgumentException($"Two arrays have the name '{entry.Name}'.", nameof(entries));
            }

            ZipArchiveEntry member = archive.CreateEntry(entry.Name + ".npy", level);
            member.LastWriteTime = Timeless;
            using var buffered = new BufferedStream(member.Open(), 1 << 16);
            entry.Write(buffered);
        }
    }
}
