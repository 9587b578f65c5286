using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>
/// A journal of features on their way into a cache: a file with one record per track, which a run can resume however the previous one
/// ended.
/// </summary>
/// <remarks>
/// A header identifies the settings of the features; each record follows with its length and checksum. An incomplete record that a killed
/// run left at the end is cut off. Only one process at a time holds the file. Appending is thread-safe.
/// </remarks>
internal sealed class FeatureJournal : IDisposable
{
    // Length and checksum of a record.
    private const int FrameLength = sizeof(int) + sizeof(uint);

    private readonly FileStream _file;
    private readonly FileLock? _held;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, JournalEntry> _tracks = new(StringComparer.Ordinal);
    private bool _isDeleted;

    private FeatureJournal(FileStream file, FileLock? held, string? path, ReadOnlySpan<byte> key)
    {
        _file = file;
        _held = held;
        Path = path;
        Recover(key);
    }

    /// <summary>Gets the path of the file; null for a temporary file that is deleted with this object.</summary>
    public string? Path { get; }

    /// <summary>Gets the number of records.</summary>
    public int Count => _tracks.Count;

    /// <summary>Opens a journal that outlives this process, and reads the records in it.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="key">Identifies the settings of the features; records with another key are discarded.</param>
    /// <returns>The journal, or null while another process holds the file.</returns>
    /// <exception cref="GenreNetException">The file cannot be opened.</exception>
    public static FeatureJournal? TryOpen(string path, ReadOnlySpan<byte> key)
    {
        FileLock? held = null;
        try
        {
            held = FileLock.TryAcquire(path);
            if (held is null)
            {
                return null;
            }

            var journal = new FeatureJournal(held.Stream, held, path, key);
            held = null;
            return journal;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, problem);
        }
        finally
        {
            held?.Dispose();
        }
    }

    /// <summary>Opens an empty journal in a temporary file that is deleted with this object.</summary>
    public static FeatureJournal Temporary()
    {
        string temporary = System.IO.Path.GetTempFileName();
        FileStream? file = new(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        try
        {
            var journal = new FeatureJournal(file, held: null, path: null, default);
            file = null;
            return journal;
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Returns the features of a content address, or null if the journal does not have them.</summary>
    public JournalEntry? Find(string content)
    {
        lock (_gate)
        {
            return _tracks.GetValueOrDefault(content);
        }
    }

    /// <summary>Appends the features of a track.</summary>
    /// <exception cref="GenreNetException">
    /// The file cannot be written, for example because the disk is full; earlier records are kept.
    /// </exception>
    public void Append(TrackRecord record)
    {
        byte[] head = record.Head();
        ReadOnlySpan<byte> features = record.Features.Compressed.Span;
        int length = head.Length + features.Length;
        var checksum = new Crc32();
        checksum.Append(head);
        checksum.Append(features);
        Span<byte> frame = stackalloc byte[FrameLength];
        BinaryPrimitives.WriteInt32LittleEndian(frame, length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[sizeof(int)..], checksum.GetCurrentHashAsUInt32());
        lock (_gate)
        {
            long start = _file.Seek(0, SeekOrigin.End);
            try
            {
                // The stream has no buffer of its own, so what was written survives the end of this process.
                _file.Write(frame);
                _file.Write(head);
                _file.Write(features);
                Enter(record, start + FrameLength + length);
            }
            catch (IOException problem)
            {
                _file.SetLength(start);
                throw Unwritable(_file.Name, problem);
            }
        }
    }

    /// <summary>Writes the compressed features of a track.</summary>
    public void CopyTo(JournalEntry track, Stream stream)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(track.CompressedLength);
        try
        {
            lock (_gate)
            {
                _file.Position = track.Offset;
                _file.ReadExactly(bytes, 0, track.CompressedLength);
            }

            stream.Write(bytes, 0, track.CompressedLength);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Deletes the file while it is still locked, so that no other process can take it over in between.</summary>
    public void Delete()
    {
        _held?.Delete();
        _isDeleted = true;
        Dispose();
    }

    /// <summary>Releases the file and keeps it for the next run, unless it is empty.</summary>
    public void Dispose()
    {
        if (Path is not null && _tracks.Count == 0 && !_isDeleted)
        {
            Delete();
        }

        _held?.Dispose();
        _file.Dispose();
    }

    private static GenreNetException Unwritable(string path, Exception problem)
    {
        string cause = problem.Message.Replace($" : '{System.IO.Path.GetFullPath(path)}'", "", StringComparison.Ordinal).TrimEnd('.');
        return new GenreNetException($"{path} cannot be written ({cause}): free disk space or choose another location. The features extracted so far are kept, and the next run resumes from them.", problem);
    }

    private void Recover(ReadOnlySpan<byte> key)
    {
        Span<byte> found = stackalloc byte[key.Length];
        if (_file.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) < found.Length || !found.SequenceEqual(key))
        {
            _file.SetLength(0);
            _file.Position = 0;
            _file.Write(key);
            return;
        }

        long end = _file.Position;
        while (Next() is { } body && TryEnter(body, _file.Position))
        {
            end = _file.Position;
        }

        _file.SetLength(end);
    }

    private byte[]? Next()
    {
        Span<byte> frame = stackalloc byte[FrameLength];
        if (_file.ReadAtLeast(frame, FrameLength, throwOnEndOfStream: false) < FrameLength)
        {
            return null;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(frame);
        if (length < 0 || length > _file.Length - _file.Position)
        {
            return null;
        }

        var body = new byte[length];
        _file.ReadExactly(body);
        return Crc32.HashToUInt32(body) == BinaryPrimitives.ReadUInt32LittleEndian(frame[sizeof(int)..]) ? body : null;
    }

    private bool TryEnter(byte[] body, long end)
    {
        try
        {
            Enter(TrackRecord.Parse(body), end);
            return true;
        }
        catch (Exception problem) when (problem is IOException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    private void Enter(TrackRecord record, long end) => _tracks[record.Content] = new JournalEntry(
        record.SegmentCount, record.Warnings, record.Features.Length, record.Features.Checksum, end - record.Features.Compressed.Length, record.Features.Compressed.Length);
}

/// <summary>Represents the location of an audio file's features in a journal.</summary>
/// <param name="SegmentCount">Number of segments.</param>
/// <param name="Warnings">Warnings about the audio.</param>
/// <param name="Length">Length of the uncompressed features in bytes.</param>
/// <param name="Checksum">CRC-32 of the uncompressed features.</param>
/// <param name="Offset">Offset of the compressed features in the file, in bytes.</param>
/// <param name="CompressedLength">Length of the compressed features in bytes.</param>
internal sealed record JournalEntry(int SegmentCount, IReadOnlyList<string> Warnings, long Length, uint Checksum, long Offset, int CompressedLength);
