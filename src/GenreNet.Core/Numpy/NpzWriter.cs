using System.IO.Compression;
using GenreNet.Core.IO;

namespace GenreNet.Core.Numpy;

/// <summary>Writes named arrays into one compressed <c>.npz</c> that numpy.load reads with <c>allow_pickle=False</c>.</summary>
/// <remarks>The same arrays give the same bytes, whenever they are written. Arrays above 4 GiB become ZIP64 entries.</remarks>
public static class NpzWriter
{
    // The earliest time that a ZIP archive can hold; NumPy writes it as well.
    private static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a file; the path shows either the old file or the whole new one.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="entries">The arrays, of different names; taken one by one.</param>
    /// <param name="cancellationToken">Gives up between two arrays; nothing is left behind then.</param>
    /// <exception cref="ArgumentException">Two arrays have one name.</exception>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<NpzEntry> entries, CancellationToken cancellationToken = default) =>
        Write(path, entries, CompressionLevel.Optimal, cancellationToken);

    /// <summary>Writes a file; the path shows either the old file or the whole new one.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="entries">The arrays, of different names; taken one by one.</param>
    /// <param name="level">How hard to try to make it small: not at all for numbers that look like noise, such as weights.</param>
    /// <param name="cancellationToken">Gives up between two arrays; nothing is left behind then.</param>
    /// <exception cref="ArgumentException">Two arrays have one name.</exception>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<NpzEntry> entries, CompressionLevel level, CancellationToken cancellationToken = default) =>
        AtomicFile.Write(path, stream => Write(stream, entries, level, cancellationToken));

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="entries">The arrays, of different names; taken one by one.</param>
    /// <param name="cancellationToken">Gives up between two arrays.</param>
    /// <exception cref="ArgumentException">Two arrays have one name.</exception>
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
