using System.IO.Compression;
using GenreNet.Core.IO;

namespace GenreNet.Core.Numpy;

/// <summary>Writes named arrays into one compressed <c>.npz</c> that numpy.load reads with <c>allow_pickle=False</c>.</summary>
/// <remarks>The same arrays give the same bytes, whenever they are written.</remarks>
public static class NpzWriter
{
    // The earliest time that a ZIP archive can hold; NumPy writes it as well.
    private static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a file; the path shows either the old file or the whole new one.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="arrays">Names, without <c>.npy</c>, and arrays.</param>
    /// <param name="cancellationToken">Gives up between two arrays; nothing is left behind then.</param>
    public static void Write(string path, IEnumerable<KeyValuePair<string, NpyArray>> arrays, CancellationToken cancellationToken = default) =>
        Write(path, arrays, [], cancellationToken);

    /// <summary>Writes a file; the path shows either the old file or the whole new one.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="arrays">Names, without <c>.npy</c>, and arrays.</param>
    /// <param name="columns">Names and arrays too large for memory; they stay open.</param>
    /// <param name="cancellationToken">Gives up between two arrays; nothing is left behind then.</param>
    public static void Write(
        string path,
        IEnumerable<KeyValuePair<string, NpyArray>> arrays,
        IEnumerable<KeyValuePair<string, NpyColumns>> columns,
        CancellationToken cancellationToken = default) => AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            Write(archive, arrays, cancellationToken);
            foreach ((string name, NpyColumns array) in columns)
            {
                cancellationToken.ThrowIfCancellationRequested();
                WriteMember(archive, name, array.CopyTo);
            }
        });

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="arrays">Names, without <c>.npy</c>, and arrays.</param>
    /// <param name="cancellationToken">Gives up between two arrays.</param>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, NpyArray>> arrays, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Write(archive, arrays, cancellationToken);
    }

    private static void Write(ZipArchive archive, IEnumerable<KeyValuePair<string, NpyArray>> arrays, CancellationToken cancellationToken)
    {
        foreach ((string name, NpyArray array) in arrays)
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteMember(archive, name, member => NpyFile.Write(member, array));
        }
    }

    private static void WriteMember(ZipArchive archive, string name, Action<Stream> write)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", CompressionLevel.Optimal);
        entry.LastWriteTime = Timeless;
        using var member = new BufferedStream(entry.Open(), 1 << 16);
        write(member);
    }
}
