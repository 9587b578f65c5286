using System.Buffers;

namespace GenreNet.Core.Audio;

/// <summary>Reads a stream forwards, tracks the position, and keeps the header in case another decoder must start over.</summary>
internal sealed class ByteSource : IByteFeed, IDisposable
{
    /// <summary>
    /// The maximum length of a header that is kept: a longer one contains pictures, and the codec is known long before its end.
    /// </summary>
    private const int RecordLimit = 1 << 22;

    private const int CopyLength = 1 << 16;

    /// <summary>The maximum number of bytes that <see cref="Peek"/> looks ahead.</summary>
    private const int PeekLimit = 1024;

    private readonly Stream _stream;
    private readonly bool _ownsStream;
    private readonly long _origin;
    private readonly byte[] _ahead;
    private int _aheadCount;
    private MemoryStream? _record;

    public ByteSource(Stream stream, string name, bool ownsStream)
    {
        _stream = stream;
        _ownsStream = ownsStream;
        Name = name;
        CanSeek = stream.CanSeek;
        _origin = CanSeek ? stream.Position : 0;
        Length = CanSeek ? Math.Max(0, stream.Length - _origin) : null;
        _record = CanSeek ? null : new MemoryStream();
        _ahead = CanSeek ? [] : new byte[PeekLimit];
    }

    public string Name { get; }

    public bool CanSeek { get; }

    /// <summary>Gets whether a read may wait for data, as that of a pipe.</summary>
    public bool MayWait => _stream is CancellableStream;

    /// <summary>Gets the total number of bytes, or null if the stream is not seekable.</summary>
    public long? Length { get; }

    /// <summary>Gets the number of bytes read so far.</summary>
    public long Position { get; private set; }

    public long? Remaining => Length - Position;

    /// <summary>Reads bytes until the span is full or the stream ends.</summary>
    public int Read(Span<byte> destination)
    {
        int kept = Math.Min(_aheadCount, destination.Length);
        _ahead.AsSpan(0, kept).CopyTo(destination);
        _ahead.AsSpan(kept, _aheadCount - kept).CopyTo(_ahead);
        _aheadCount -= kept;
        int count = kept + (kept < destination.Length ? ReadStream(destination[kept..], destination.Length - kept) : 0);
        Position += count;
        return count;
    }

    /// <summary>Reads the bytes that are available, so that a live stream is decoded as it arrives.</summary>
    /// <returns>The number of bytes read, at least one; 0 at the end, or if the span is empty.</returns>
    public int ReadAvailable(Span<byte> destination)
    {
        if (_aheadCount > 0)
        {
            return Read(destination[..Math.Min(_aheadCount, destination.Length)]);
        }

        int count = ReadStream(destination, atLeast: Math.Min(1, destination.Length));
        Position += count;
        return count;
    }

    /// <summary>Reads at most 1024 bytes without consuming them: the next read returns them again.</summary>
    public int Peek(Span<byte> destination)
    {
        if (CanSeek)
        {
            long position = Position;
            int count = Read(destination);
            SeekTo(position);
            return count;
        }

        if (_aheadCount < destination.Length)
        {
            Span<byte> more = _ahead.AsSpan(_aheadCount, destination.Length - _aheadCount);
            _aheadCount += ReadStream(more, more.Length);
        }

        int available = Math.Min(_aheadCount, destination.Length);
        _ahead.AsSpan(0, available).CopyTo(destination);
        return available;
    }

    /// <summary>Fills the span, or throws if the file ends within the named part of its header.</summary>
    public void ReadExactly(Span<byte> destination, string part)
    {
        long start = Position;
        if (Read(destination) < destination.Length)
        {
            throw new AudioFormatException(Name, $"the file ends inside {part}. Download or export it again.", start);
        }
    }

    /// <summary>Skips bytes; stops at the end of the file.</summary>
    /// <returns>true if all of the bytes were skipped; false if the file ended before.</returns>
    public bool Skip(long count)
    {
        if (CanSeek)
        {
            long step = Math.Min(count, Remaining!.Value);
            SeekTo(Position + step);
            return step == count;
        }

        Span<byte> scratch = stackalloc byte[4096];
        while (count > 0)
        {
            int read = Read(scratch[..(int)Math.Min(count, scratch.Length)]);
            if (read == 0)
            {
                return false;
            }

            count -= read;
        }

        return true;
    }

    /// <summary>
    /// Skips a tag in front of the audio, which no decoder needs. <see cref="CopyAllTo"/> starts after it if the source cannot seek.
    /// </summary>
    /// <returns>true; false if the file ended inside the tag.</returns>
    public bool SkipTag(long length)
    {
        bool isRecorded = _record is not null;
        _record = null;
        bool isComplete = Skip(length);
        if (isRecorded)
        {
            _record = new MemoryStream();
            _record.Write(_ahead.AsSpan(0, _aheadCount));
        }

        return isComplete;
    }

    /// <summary>Moves to a position in a seekable stream.</summary>
    public void SeekTo(long position)
    {
        _stream.Position = _origin + position;
        Position = position;
    }

    /// <summary>Discards the recorded header, once the decoder has accepted it.</summary>
    public void StopRecording() => _record = null;

    /// <summary>
    /// Copies everything from the first byte, including bytes already read, but without the tags that were skipped in a source that cannot
    /// seek. Each block is written as soon as it has been read.
    /// </summary>
    /// <param name="destination">Stream to write to.</param>
    /// <param name="end">Exclusive end position; null for the end of the source. Only for seekable sources.</param>
    /// <exception cref="AudioFormatException">The source cannot be read. Exceptions of the destination are not wrapped.</exception>
    public void CopyAllTo(Stream destination, long? end = null)
    {
        if (CanSeek)
        {
            SeekTo(0);
        }
        else if (_record is not null)
        {
            _record.WriteTo(destination);
        }
        else
        {
            throw new AudioFormatException(Name, "the header is too long for a stream that does not support seeking. Save it to a file first.");
        }

        byte[] block = ArrayPool<byte>.Shared.Rent(CopyLength);
        try
        {
            int count;
            while ((count = ReadSome(block, (int)Math.Min(block.Length, (end ?? long.MaxValue) - Position))) > 0)
            {
                Position += count;
                destination.Write(block, 0, count);
                destination.Flush();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    public void Dispose()
    {
        if (_ownsStream)
        {
            _stream.Dispose();
        }
    }

    private int ReadStream(Span<byte> destination, int atLeast)
    {
        int count;
        try
        {
            count = _stream.ReadAtLeast(destination, atLeast, throwOnEndOfStream: false);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(problem);
        }

        if (_record is not null)
        {
            _record.Write(destination[..count]);
            if (_record.Length > RecordLimit)
            {
                _record = null;
            }
        }

        return count;
    }

    private int ReadSome(byte[] block, int count)
    {
        try
        {
            return _stream.Read(block, 0, count);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(problem);
        }
    }

    private AudioFormatException Unreadable(Exception problem) => new(Name, $"reading failed ({problem.Message.TrimEnd('.')}).", Position, problem);
}
