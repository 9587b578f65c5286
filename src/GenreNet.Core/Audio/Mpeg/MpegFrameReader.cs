using System.Buffers.Binary;

namespace GenreNet.Core.Audio;

/// <summary>Walks over the frames of a stream, and reads as little ahead as it can.</summary>
internal sealed class MpegFrameReader
{
    /// <summary>The number of bytes before the first frame that may be something else, as in ffmpeg.</summary>
    public const int SearchLimit = 1 << 16;

    private const int BufferLength = 1 << 14;
    private const int Id3v1Length = 128;
    private const int ApeHeaderLength = 32;

    private readonly ByteSource _source;
    private readonly long? _end;
    private readonly byte[] _buffer = new byte[BufferLength];
    private int _start;
    private int _available;
    private int _frameLength;
    private MpegHeader _stream;

    /// <summary>Initializes a reader at the position of the source. Tags at the end of a source that can seek are not read.</summary>
    public MpegFrameReader(ByteSource source)
    {
        _source = source;
        _end = source.CanSeek ? TrailingTags.Start(source) : null;
        Offset = source.Position;
    }

    /// <summary>Gets the byte offset of the current frame.</summary>
    public long Offset { get; private set; }

    /// <summary>Gets the header of the current frame.</summary>
    public MpegHeader Header { get; private set; }

    /// <summary>Gets the current frame; shorter than its header declares if the file ends inside it.</summary>
    public ReadOnlySpan<byte> Frame => Buffered[.._frameLength];

    /// <summary>Gets whether there was something else than frames, tags and zeros before the current frame.</summary>
    public bool HasSkippedGarbage { get; private set; }

    /// <summary>Gets the number of bytes from the current frame to the end of the file with its tags, or null if it is unknown.</summary>
    public long? RemainingLength => _source.Length - Offset;

    private ReadOnlySpan<byte> Buffered => _buffer.AsSpan(_start, _available);

    /// <summary>Reads the header at the position, whether or not another one follows.</summary>
    /// <returns>false if there is no header, or one of free format.</returns>
    public bool TryStart()
    {
        if (!Fill(MpegHeader.Length) || !MpegHeader.TryRead(Buffered, out MpegHeader header) || header.IsFreeFormat)
        {
            return false;
        }

        Take(header);
        return true;
    }

    /// <summary>Searches for the first two consecutive frames, within 64 KiB of the current frame's start.</summary>
    /// <param name="skipCurrent">Whether to start after the current frame.</param>
    /// <returns>true if there are such frames; the first of them is the current one.</returns>
    public bool TrySynchronize(bool skipCurrent)
    {
        Discard(skipCurrent ? _frameLength : 0);
        for (int skipped = 0; skipped < SearchLimit && Fill(MpegHeader.Length); skipped++)
        {
            if (MpegHeader.TryRead(Buffered, out MpegHeader header) && !header.IsFreeFormat && IsFollowed(header))
            {
                _stream = header;
                Take(header);
                return true;
            }

            Discard(1);
        }

        return false;
    }

    /// <summary>Moves to the next frame of the stream. Skips tags and everything that is not a frame.</summary>
    /// <returns>false at the end.</returns>
    /// <exception cref="AudioFormatException">Frames of another layer or sample rate follow.</exception>
    public bool MoveNext()
    {
        HasSkippedGarbage = false;
        bool isNext = true;
        bool isAfterTag = false;
        Discard(_frameLength);
        while (Fill(MpegHeader.Length))
        {
            if (MpegHeader.TryRead(Buffered, out MpegHeader header) && !header.IsFreeFormat)
            {
                bool isSameStream = header.IsSameStream(_stream);
                if (isSameStream && (isNext || IsFollowed(header)))
                {
                    Take(header);
                    if (!isAfterTag || !EncoderTag.Read(header, Frame).IsPresent)
                    {
                        return true;
                    }

                    // The first frame of the next of several files in one.
                    Discard(_frameLength);
                    isAfterTag = false;
                    continue;
                }

                if (!isSameStream && isNext && IsFollowed(header))
                {
                    throw new AudioFormatException(
                        _source.Name,
                        $"the stream changes from {Describe(_stream)} to {Describe(header)}. Convert the file to one sample rate.",
                        Offset);
                }
            }

            if (TagLength() is > 0 and long tag)
            {
                Skip(tag);
                isAfterTag = true;
                continue;
            }

            HasSkippedGarbage |= Buffered[0] != 0;
            // Zeros after a frame are padding.
            isNext &= Buffered[0] == 0;
            Discard(1);
        }

        return false;
    }

    private static string Describe(MpegHeader header) => $"{header.CodecName} at {header.SampleRate} Hz";

    /// <summary>Returns whether a consistent header, a tag or the end follows a frame.</summary>
    private bool IsFollowed(MpegHeader header)
    {
        int length = header.FrameLength;
        if (!Fill(length + MpegHeader.Length))
        {
            return _available == length;
        }

        ReadOnlySpan<byte> next = Buffered[length..];
        bool isTag = next.StartsWith("TAG"u8) || next.StartsWith("APET"u8);
        return isTag || (MpegHeader.TryRead(next, out MpegHeader following) && header.IsConsistentWith(following));
    }

    /// <summary>
    /// Returns the length of a tag at the position, or 0. Streams that cannot seek have tags at their end, or between files.
    /// </summary>
    private long TagLength()
    {
        Fill(ApeHeaderLength);
        ReadOnlySpan<byte> start = Buffered;
        if (start.StartsWith("TAG"u8))
        {
            return Id3v1Length;
        }

        return start.Length >= ApeHeaderLength && start.StartsWith("APETAGEX"u8)
            ? ApeHeaderLength + BinaryPrimitives.ReadUInt32LittleEndian(start[12..])
            : Id3Tag.Length(start);
    }

    private void Take(MpegHeader header)
    {
        Header = header;
        Fill(header.FrameLength);
        _frameLength = Math.Min(header.FrameLength, _available);
    }

    private void Discard(int count)
    {
        _start += count;
        _available -= count;
        Offset += count;
        _frameLength = 0;
    }

    private void Skip(long count)
    {
        while (count > 0 && Fill(1))
        {
            int step = (int)Math.Min(count, _available);
            Discard(step);
            count -= step;
        }
    }

    /// <summary>Reads until a number of bytes is buffered.</summary>
    /// <returns>false if there are fewer.</returns>
    private bool Fill(int count)
    {
        if (_available < count && _start + count > _buffer.Length)
        {
            Buffered.CopyTo(_buffer);
            _start = 0;
        }

        while (_available < count)
        {
            Span<byte> free = _buffer.AsSpan(_start + _available);
            if (_end - _source.Position is long remaining)
            {
                free = free[..(int)Math.Clamp(remaining, 0, free.Length)];
            }

            int read = _source.ReadAvailable(free);
            if (read == 0)
            {
                return false;
            }

            _available += read;
        }

        return true;
    }
}
