using System.Buffers.Binary;

namespace GenreNet.Benchmarks.Fixtures;

/// <summary>Adds the headers of the audio formats that are decoded without ffmpeg to bytes of samples.</summary>
internal static class AudioContainers
{
    public static byte[] Wav(ushort codec, int bits, int channels, int rate, byte[] data)
    {
        int frame = bits / 8 * channels;
        byte[] header = new byte[44];
        "RIFF    WAVEfmt "u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), header.Length - 8 + data.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), codec);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(22), (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), rate * frame);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(32), (ushort)frame);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(34), (ushort)bits);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), data.Length);
        return [.. header, .. data];
    }

    /// <summary>Creates mono, 16-bit, big-endian AU, the format of GTZAN.</summary>
    public static byte[] Au(int rate, byte[] data)
    {
        byte[] header = new byte[24];
        ".snd"u8.CopyTo(header);
        ReadOnlySpan<int> fields = [header.Length, data.Length, 3, rate, 1];
        for (int i = 0; i < fields.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), fields[i]);
        }

        return [.. header, .. data];
    }

    /// <summary>Creates mono, 16-bit, big-endian AIFF.</summary>
    public static byte[] Aiff(int rate, byte[] data)
    {
        byte[] header = new byte[54];
        "FORM    AIFFCOMM"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), header.Length - 8 + data.Length);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(16), 18);
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(22), data.Length / 2);
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(26), 16);
        // The rate is an 80-bit float: an exponent, then a 64-bit mantissa with an explicit leading one.
        int exponent = int.Log2(rate);
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(28), (short)(16383 + exponent));
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(30), (ulong)rate << (63 - exponent));
        "SSND"u8.CopyTo(header.AsSpan(38));
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(42), 8 + data.Length);
        return [.. header, .. data];
    }
}
