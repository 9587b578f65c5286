using System.Buffers.Binary;
using GenreNet.Core.Audio;
using GenreNet.Core.Errors;

namespace GenreNet.Fuzzing.Targets;

/// <summary>Our own decoders (WAV, AU, AIFF), from a stream that can seek and from one that cannot, and the resampler behind them.</summary>
internal static class AudioTarget
{
    public static FuzzTarget Create() => new("audio", Read, Seeds, problem => problem is AudioFormatException or DependencyMissingException);

    private static void Read(byte[] file)
    {
        // Without a PATH there is no ffmpeg: what is not decoded here is refused.
        Environment.SetEnvironmentVariable("PATH", null);
        Decode(new MemoryStream(file, writable: false), rate: null);
        Decode(new ForwardOnly(file), rate: 22050);
    }

    private static void Decode(Stream stream, int? rate)
    {
        try
        {
            using AudioReader opened = AudioFile.Open(stream, "fuzz");
            AudioReader reader = rate is int wanted ? opened.ResampledTo(wanted) : opened;
            float[] samples = new float[4096];
            int read;
            long total = 0;
            while ((read = reader.Read(samples)) > 0 && total < 10_000_000)
            {
                total += read;
            }
        }
        catch (AudioFormatException) when (rate is null)
        {
            // The second way is tried as well.
        }
    }

    /// <summary>A tenth of a second of a rising tone in every container and encoding, with the chunks around it that real files have.</summary>
    private static IEnumerable<(string Name, byte[] Content)> Seeds()
    {
        foreach ((int tag, int bits, int channels) in ((int, int, int)[])[(1, 8, 1), (1, 16, 1), (1, 16, 2), (1, 24, 1), (1, 32, 1), (3, 32, 1), (3, 64, 2), (6, 8, 1), (7, 8, 1)])
        {
            yield return ($"wav-{tag}-{bits}-{channels}", Wav(tag, bits, channels));
        }

        foreach ((int encoding, int bits) in ((int, int)[])[(1, 8), (2, 8), (3, 16), (4, 24), (5, 32), (6, 32), (7, 64), (27, 8)])
        {
            yield return ($"au-{encoding}", Au(encoding, bits));
        }

        yield return ("aiff-16", Aiff());
    }

    private static byte[] Wav(int tag, int bits, int channels)
    {
        byte[] data = Data(bits, channels);
        byte[] file = new byte[12 + 24 + 12 + 8 + data.Length];
        Span<byte> rest = file;
        "RIFF"u8.CopyTo(rest);
        BinaryPrimitives.WriteInt32LittleEndian(rest[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(rest[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(rest[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(rest[20..], (short)tag);
        BinaryPrimitives.WriteInt16LittleEndian(rest[22..], (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(rest[24..], 8000);
        BinaryPrimitives.WriteInt32LittleEndian(rest[28..], 8000 * channels * bits / 8);
        BinaryPrimitives.WriteInt16LittleEndian(rest[32..], (short)(channels * bits / 8));
        BinaryPrimitives.WriteInt16LittleEndian(rest[34..], (short)bits);
        "LIST"u8.CopyTo(rest[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(rest[40..], 4);
        "INFOdata"u8.CopyTo(rest[44..]);
        BinaryPrimitives.WriteInt32LittleEndian(rest[52..], data.Length);
        data.CopyTo(rest[56..]);
        return file;
    }

    private static byte[] Au(int encoding, int bits)
    {
        byte[] data = Data(bits, 1);
        byte[] file = new byte[28 + data.Length];
        Span<byte> rest = file;
        ".snd"u8.CopyTo(rest);
        BinaryPrimitives.WriteInt32BigEndian(rest[4..], 28);
        BinaryPrimitives.WriteInt32BigEndian(rest[8..], data.Length);
        BinaryPrimitives.WriteInt32BigEndian(rest[12..], encoding);
        BinaryPrimitives.WriteInt32BigEndian(rest[16..], 8000);
        BinaryPrimitives.WriteInt32BigEndian(rest[20..], 1);
        data.CopyTo(rest[28..]);
        return file;
    }

    private static byte[] Aiff()
    {
        byte[] data = Data(16, 1);
        byte[] file = new byte[12 + 26 + 16 + data.Length];
        Span<byte> rest = file;
        "FORM"u8.CopyTo(rest);
        BinaryPrimitives.WriteInt32BigEndian(rest[4..], file.Length - 8);
        "AIFFCOMM"u8.CopyTo(rest[8..]);
        BinaryPrimitives.WriteInt32BigEndian(rest[16..], 18);
        BinaryPrimitives.WriteInt16BigEndian(rest[20..], 1);
        BinaryPrimitives.WriteInt32BigEndian(rest[22..], data.Length / 2);
        BinaryPrimitives.WriteInt16BigEndian(rest[26..], 16);
        // 8000 Hz as an 80-bit number.
        ((ReadOnlySpan<byte>)[0x40, 0x0B, 0xFA, 0, 0, 0, 0, 0, 0, 0]).CopyTo(rest[28..]);
        "SSND"u8.CopyTo(rest[38..]);
        BinaryPrimitives.WriteInt32BigEndian(rest[42..], 8 + data.Length);
        data.CopyTo(rest[54..]);
        return file;
    }

    private static byte[] Data(int bits, int channels)
    {
        byte[] data = new byte[100 * channels * bits / 8];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = (byte)(i % (bits / 8) == 0 ? i : 0x10);
        }

        return data;
    }

    private sealed class ForwardOnly(byte[] file) : MemoryStream(file, writable: false)
    {
        public override bool CanSeek => false;

        // As sockets do: a little at a time.
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 100)]);
    }
}
