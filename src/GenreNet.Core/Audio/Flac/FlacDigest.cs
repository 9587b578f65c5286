using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GenreNet.Core.Audio;

/// <summary>Computes the MD5 of decoded samples, which STREAMINFO contains.</summary>
/// <remarks>RFC 9639, section 8.2: the channels interleaved, as signed little-endian integers of as many bytes as a sample needs.</remarks>
internal sealed class FlacDigest : IDisposable
{
    // MD5 is what the format has. It detects damage here and secures nothing.
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private byte[] _bytes = [];

    private FlacDigest()
    {
    }

    /// <summary>Starts a digest; returns null on a system that refuses MD5, as in FIPS mode. The checksums of frames do not need it.</summary>
    public static FlacDigest? TryCreate()
    {
        try
        {
            return new FlacDigest();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Appends the samples of the current frame.</summary>
    public void Append(FlacFrameDecoder frame)
    {
        int width = (frame.BitsPerSample + 7) / 8;
        int length = frame.BlockSize * frame.ChannelCount * width;
        if (_bytes.Length < length + sizeof(int))
        {
            _bytes = new byte[length + sizeof(int)];
        }

        Span<byte> bytes = _bytes.AsSpan(0, length);
        if (width == sizeof(short) && frame.ChannelCount <= 2 && BitConverter.IsLittleEndian)
        {
            Interleave16(frame, bytes);
        }
        else
        {
            Interleave(frame, width, _bytes);
        }

        _hash.AppendData(bytes);
    }

    /// <summary>Returns whether the samples have a digest.</summary>
    public bool Matches(ReadOnlySpan<byte> md5)
    {
        Span<byte> actual = stackalloc byte[MD5.HashSizeInBytes];
        _hash.GetHashAndReset(actual);
        return actual.SequenceEqual(md5);
    }

    public void Dispose() => _hash.Dispose();

    private static void Interleave16(FlacFrameDecoder frame, Span<byte> bytes)
    {
        ReadOnlySpan<int> left = frame.Channel(0);
        if (frame.ChannelCount == 1)
        {
            Span<short> mono = MemoryMarshal.Cast<byte, short>(bytes)[..left.Length];
            for (int i = 0; i < left.Length; i++)
            {
                mono[i] = (short)left[i];
            }

            return;
        }

        ReadOnlySpan<int> right = frame.Channel(1)[..left.Length];
        Span<int> pairs = MemoryMarshal.Cast<byte, int>(bytes)[..left.Length];
        for (int i = 0; i < left.Length; i++)
        {
            pairs[i] = (ushort)left[i] | (right[i] << 16);
        }
    }

    /// <summary>Writes four bytes per sample, of which the next sample overwrites those that are not needed.</summary>
    private static void Interleave(FlacFrameDecoder frame, int width, Span<byte> bytes)
    {
        int offset = 0;
        if (frame.ChannelCount == 2)
        {
            ReadOnlySpan<int> left = frame.Channel(0);
            ReadOnlySpan<int> right = frame.Channel(1)[..left.Length];
            for (int i = 0; i < left.Length; i++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes[offset..], left[i]);
                BinaryPrimitives.WriteInt32LittleEndian(bytes[(offset + width)..], right[i]);
                offset += 2 * width;
            }

            return;
        }

        for (int i = 0; i < frame.BlockSize; i++)
        {
            for (int channel = 0; channel < frame.ChannelCount; channel++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes[offset..], frame.Channel(channel)[i]);
                offset += width;
            }
        }
    }
}
