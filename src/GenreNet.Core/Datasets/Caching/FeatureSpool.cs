using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>Features on their way into a cache: a file that grows by a record a track, and that a run can go on with after any end of the one before.</summary>
/// <remarks>
/// A header says what the features were made with; then each record follows with its length and checksum. What a killed run left
/// half-written at the end is cut off. One process at a time holds the file. Appending is thread-safe.
/// </remarks>
internal sealed class FeatureSpool : IDisposable
{
    // Length and checksum of a record.
    private const int FrameLength = sizeof(int) + sizeof(uint);

    private readonly FileStream _file;
    private readonly FileLock? _held;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SpooledTrack> _tracks = new(StringComparer.Ordinal);
    private bool _isDeleted;

    private FeatureSpool(FileStream file, FileLock? held, string? path, ReadOnlySpan<byte> key)
    {
        _file = file;
        _held = held;
        Path = path;
        Recover(key);
    }

    /// <summary>The file; null for one that vanishes with this object.</summary>
    public string? Path { get; }

    /// <summary>How many files' features are there.</summary>
    public int Count => _tracks.Count;

    /// <summary>Opens a spool that survives this process, and takes over what is in it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">What the features are made with; the records of another key are thrown away.</param>
    /// <returns>Null while another process holds the file.</returns>
    /// <exception cref="GenreNetException">The file cannot be opened.</exception>
    public static FeatureSpool? TryOpen(string path, ReadOnlySpan<byte> key)
    {
        FileLock? held = null;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            held = FileLock.TryAcquire(path);
            if (held is null)
            {
                return null;
            }

            var spool = new FeatureSpool(held.Stream, held, path, key);
            held = null;
            return spool;
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

    /// <summary>Opens an empty spool that vanishes with this object.</summary>
    public static FeatureSpool Temporary()
    {
        string temporary = System.IO.Path.GetTempFileName();
        FileStream? file = new(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        try
        {
            var spool = new FeatureSpool(file, held: null, path: null, default);
            file = null;
            return spool;
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>The features of a content, or null where they are not here.</summary>
    public SpooledTrack? Find(string content)
    {
        lock (_gate)
        {
            return _tracks.GetValueOrDefault(content);
        }
    }

    /// <summary>Adds features.</summary>
    /// <exception cref="GenreNetException">The disk is full or gone; what was there before stays.</exception>
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
                // Without a buffer of ours: what was written survives this process.
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
    public void CopyTo(SpooledTrack track, Stream stream)
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

    /// <summary>Removes the file while it is still held, so that nobody takes it over in between.</summary>
    public void Delete()
    {
        _held?.Delete();
        _isDeleted = true;
        Dispose();
    }

    /// <summary>Lets the file go. It stays, for the next run, unless nothing is in it.</summary>
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
        return new GenreNetException($"{path} cannot be written ({cause}): free space there or choose another place; what was extracted is kept, and the next run goes on from there.", problem);
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

    private void Enter(TrackRecord record, long end) => _tracks[record.Content] = new SpooledTrack(
        record.SegmentCount, record.Warnings, record.Features.Length, record.Features.Checksum, end - record.Features.Compressed.Length, record.Features.Compressed.Length);
}
