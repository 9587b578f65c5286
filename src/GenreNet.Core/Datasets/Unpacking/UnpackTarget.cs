using System.Buffers;
using GenreNet.Core.Download;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Represents a new folder that an archive is unpacked into. Nothing is ever written outside it, over another file, or beyond the limits.
/// </summary>
internal sealed class UnpackTarget(string folder, string archiveName, long mostBytes, int mostEntries, CancellationToken cancellationToken)
{
    private const int BufferLength = 1 << 17;

    private readonly SortedDictionary<string, long> _files = new(StringComparer.Ordinal);

    // Names that differ only in case are the same file on Windows and macOS.
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    private int _entries;
    private long _bytes;

    /// <summary>Gets the lengths of the files by path, with forward slashes.</summary>
    public IReadOnlyDictionary<string, long> Files => _files;

    /// <summary>Adds a folder; several entries may name the same one.</summary>
    public void AddFolder(string name)
    {
        string path = PathOf(name, out _);
        Guarded(path, () => Directory.CreateDirectory(path), name);
    }

    /// <summary>Adds a file.</summary>
    /// <param name="name">The name as stored in the archive.</param>
    /// <param name="length">Length in bytes that the archive declares.</param>
    /// <param name="content">The content; stays open.</param>
    /// <param name="seen">Receives all bytes that are written, in order.</param>
    public void AddFile(string name, long length, Stream? content, Action<ReadOnlySpan<byte>>? seen = null)
    {
        string path = PathOf(name, out string relative);
        if (relative.Length == 0 || !_names.Add(relative))
        {
            throw Refused(name, "occurs twice");
        }

        Spend(name, length);
        FileStream? file = null;
        Guarded(path, () => Directory.CreateDirectory(Path.GetDirectoryName(path)!), name);
        Guarded(path, () => file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0), name);
        using (file)
        {
            Copy(name, length, content ?? Stream.Null, bytes =>
            {
                seen?.Invoke(bytes);
                Write(file!, bytes);
            });
        }

        _files.Add(relative, length);
    }

    /// <summary>Creates the exception for an archive that is rejected.</summary>
    public TransferException Refused(string name, string problem) =>
        new($"{archiveName} was rejected because its entry '{EntryName.Shown(name)}' {problem}");

    private string PathOf(string name, out string relative)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string[] parts = EntryName.Split(name, out string? problem);
        relative = string.Join('/', parts);
        string path = Path.GetFullPath(Path.Combine([folder, .. problem is null ? parts : []]));
        // The names have already been checked; this second check holds even if the first one misses something.
        bool isInside = path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (problem is not null || !isInside)
        {
            throw Refused(name, problem ?? "leaves the folder");
        }

        if (++_entries > mostEntries)
        {
            throw Refused(name, $"exceeds the limit of {Plural.Of(mostEntries, "entry", "entries")}");
        }

        return path;
    }

    private void Spend(string name, long length)
    {
        if (length < 0 || length > mostBytes - _bytes)
        {
            throw Refused(name, $"exceeds the limit of {DiskSpace.Text(mostBytes)} for the content of an archive of this length");
        }

        _bytes += length;
    }

    private void Copy(string name, long length, Stream content, SpanAction write)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            long copied = 0;
            int count;
            while ((count = content.Read(buffer, 0, BufferLength)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                copied += count;
                if (copied > length)
                {
                    break;
                }

                write(buffer.AsSpan(0, count));
            }

            if (copied != length)
            {
                throw Refused(name, $"does not contain the {Plural.Of(length, "byte")} that the archive specifies");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A failure here is caused by the disk, not the archive: another copy of the archive would fail as well.
    private static void Write(FileStream file, ReadOnlySpan<byte> bytes)
    {
        try
        {
            file.Write(bytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskSpace.Unwritable(file.Name, problem);
        }
    }

    private void Guarded(string path, Action create, string name)
    {
        try
        {
            create();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            bool isTaken = Path.Exists(path) || _files.Keys.Any(file => path.StartsWith(Path.Combine(folder, file) + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase));
            throw isTaken ? Refused(name, "conflicts with another entry") : DiskSpace.Unwritable(path, problem);
        }
    }

    private delegate void SpanAction(ReadOnlySpan<byte> bytes);
}
