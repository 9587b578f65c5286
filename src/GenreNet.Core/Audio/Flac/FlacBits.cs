using System.Buffers.Binary;
using System.Numerics;

namespace GenreNet.Core.Audio;

/// <summary>Reads the bits of FLAC frames, most significant first, and computes the checksum of each frame as it is read.</summary>
/// <remarks>
/// Waits only for bytes that the frame needs, so that a live stream is decoded as it arrives. Reading beyond the end throws
/// <see cref="EndOfStreamException"/>.
/// </remarks>
/// <param name="feed">Bytes, from the first frame.</param>
internal sealed class FlacBits(IByteFeed feed)
{
    private const int WindowLength = 1 << 16;
    private const int CacheLength = sizeof(ulong);

    /// <summary>A cache of eight bytes with fewer bits than this has room for another byte.</summary>
    private const int FullCache = 56;

    private readonly byte[] _window = new byte[WindowLength];

    /// <summary>The position of the first byte of the window that is not in the cache.</summary>
    private int _position;
    private int _end;

    /// <summary>The next bits, from the highest bit down. Bits below the count are zero or those of the next byte.</summary>
    private ulong _cache;
    private int _count;

    private ushort _crc;
    private int _crcPosition;
    private long _frameStart;

    /// <summary>Returns whether no byte is left; waits for one. Must be called between frames.</summary>
    public bool IsAtEnd() => _count == 0 && _position == _end && !TryReadMore();

    /// <summary>Starts a frame at the current byte.</summary>
    public void BeginFrame()
    {
        _crc = 0;
        _crcPosition = _position - (_count / 8);
        _frameStart = feed.Position - (_end - _position) - (_count / 8);
    }

    /// <summary>Skips to the next byte and compares the checksum that follows.</summary>
    /// <exception cref="AudioFormatException">The checksum is wrong.</exception>
    public void EndFrame()
    {
        Consume(_count % 8);
        int end = _position - (_count / 8);
        ushort crc = FlacChecksum.Crc16(_crc, _window.AsSpan(_crcPosition, end - _crcPosition));
        if (ReadBits(16) != crc)
        {
            throw Damaged();
        }
    }

    /// <summary>Discards the bytes that have been read from the feed but not used.</summary>
    public void DiscardRead() => (_cache, _count, _position) = (0, 0, _end);

    /// <summary>Creates the exception for damage in the current frame.</summary>
    public AudioFormatException Damaged(string problem = "a FLAC frame is damaged. Download or export the file again.") =>
        new(feed.Name, problem, _frameStart);

    /// <summary>Reads an unsigned integer of 0 to 32 bits.</summary>
    public uint ReadBits(int width)
    {
        Require(width);
        // Two shifts, because a shift by 64 would do nothing.
        uint value = (uint)(_cache >> 1 >> (63 - width));
        Consume(width);
        return value;
    }

    /// <summary>Reads a signed integer of 1 to 32 bits.</summary>
    public int ReadSigned(int width) => (int)(ReadBits(width) << (32 - width)) >> (32 - width);

    /// <summary>Reads a signed integer of 1 to 33 bits.</summary>
    public long ReadSignedWide(int width) => width <= 32 ? ReadSigned(width) : ((long)ReadSigned(width - 32) << 32) | ReadBits(32);

    /// <summary>Reads zeros up to a one, and returns the number of zeros.</summary>
    /// <exception cref="AudioFormatException">There are more zeros than the limit.</exception>
    public uint ReadUnary(uint limit)
    {
        uint zeros = 0;
        while (true)
        {
            Require(1);
            int run = Math.Min(BitOperations.LeadingZeroCount(_cache), _count);
            zeros += (uint)run;
            if (zeros > limit)
            {
                throw Damaged();
            }

            if (run < _count)
            {
                Consume(run);
                Consume(1);
                return zeros;
            }

            Consume(run);
        }
    }

    /// <summary>Reads signed integers in a Rice code.</summary>
    /// <remarks>
    /// RFC 9639, section 9.2.7.3: a quotient in unary, then a remainder of <paramref name="parameter"/> bits; even numbers are positive.
    /// </remarks>
    /// <param name="destination">Receives the integers.</param>
    /// <param name="parameter">Bits of a remainder, 0 to 30.</param>
    public void ReadRice(Span<int> destination, int parameter)
    {
        ReadOnlySpan<byte> window = _window;
        ulong cache = _cache;
        int count = _count;
        int position = _position;
        int last = _end - CacheLength;
        for (int i = 0; i < destination.Length; i++)
        {
            if (count < 32 && position <= last)
            {
                cache |= BinaryPrimitives.ReadUInt64BigEndian(window[position..]) >> count;
                position += (63 - count) / 8;
                count |= FullCache;
            }

            int quotient = BitOperations.LeadingZeroCount(cache);
            int length = quotient + 1 + parameter;
            uint folded;
            if (length <= count)
            {
                cache <<= quotient;
                // The highest bit is the one that ends the quotient: it adds one to the quotient.
                folded = ((uint)(quotient - 1) << parameter) + (uint)(cache >> (63 - parameter));
                cache = cache << parameter << 1;
                count -= length;
            }
            else
            {
                (_cache, _count, _position) = (cache, count, position);
                folded = ReadLongRice(parameter);
                (cache, count, position, last) = (_cache, _count, _position, _end - CacheLength);
            }

            destination[i] = (int)(folded >> 1) ^ -(int)(folded & 1);
        }

        (_cache, _count, _position) = (cache, count, position);
    }

    /// <summary>Reads an integer that may not be in the cache completely.</summary>
    private uint ReadLongRice(int parameter)
    {
        uint quotient = ReadUnary(uint.MaxValue >> parameter);
        return (quotient << parameter) | ReadBits(parameter);
    }

    private void Consume(int width)
    {
        _cache <<= width;
        _count -= width;
    }

    /// <summary>Fills the cache with at least as many bits, 56 at most.</summary>
    private void Require(int width)
    {
        while (_count < width)
        {
            if (_end - _position >= CacheLength)
            {
                _cache |= BinaryPrimitives.ReadUInt64BigEndian(_window.AsSpan(_position)) >> _count;
                _position += (63 - _count) / 8;
                _count |= FullCache;
            }
            else if (_position < _end)
            {
                _cache |= (ulong)_window[_position++] << (FullCache - _count);
                _count += 8;
            }
            else if (!TryReadMore())
            {
                throw new EndOfStreamException();
            }
        }
    }

    /// <summary>Replaces the window, all of which belongs to the current frame or to earlier ones.</summary>
    private bool TryReadMore()
    {
        _crc = FlacChecksum.Crc16(_crc, _window.AsSpan(_crcPosition, _end - _crcPosition));
        _crcPosition = 0;
        _position = 0;
        _end = feed.ReadAvailable(_window);
        return _end > 0;
    }
}
