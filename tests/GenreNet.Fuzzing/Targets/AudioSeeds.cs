using System.Buffers.Binary;
using System.Text;

namespace GenreNet.Fuzzing.Targets;

/// <summary>Short sounds in every container, byte order and encoding decoded without ffmpeg, with headers as real files have them.</summary>
internal static class AudioSeeds
{
    private const int SampleRate = 8000;

    private static readonly byte[] Guid = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <summary>Complete files by name.</summary>
    public static IEnumerable<(string Name, byte[] Content)> All()
    {
        foreach (bool big in (bool[])[false, true])
        {
            string order = big ? "rifx" : "wav";
            foreach ((int tag, int bits, int channels) in ((int, int, int)[])
                [(1, 8, 1), (1, 16, 1), (1, 16, 2), (1, 24, 1), (1, 32, 1), (3, 32, 1), (3, 64, 2), (6, 8, 1), (7, 8, 1)])
            {
                byte[] data = Chunk("data", Data(bits, channels, big), big);
                yield return ($"{order}-{tag}-{bits}-{channels}", Wav(
                    big, WavFormat(tag, bits, channels, big), Chunk("LIST", "INFO"u8, big), data));
                yield return ($"{order}-extensible-{tag}-{bits}-{channels}", Wav(big, Extensible(tag, bits, channels, big), data));
            }

            foreach ((int encoding, int bits) in ((int, int)[])[(1, 8), (2, 8), (3, 16), (4, 24), (5, 32), (6, 32), (7, 64), (27, 8)])
            {
                yield return ($"au-{(big ? "big" : "little")}-{encoding}", Au(encoding, bits, big));
            }
        }

        byte[] format = WavFormat(1, 16, 1, false);
        byte[] sound = Chunk("data", Data(16, 1, false), false);
        byte[] unpadded = Chunk("LIST", "odd"u8, false, pad: false);
        yield return ("wav-placeholder", Wav(false, format, Chunk("data", Data(16, 1, false), false, 0xFFFFFFFF)));
        yield return ("wav-empty-data", Wav(false, format, Chunk("data", [], false), sound));
        yield return ("wav-data-first", Wav(false, sound, Chunk("JUNK", "x"u8, false), format));
        yield return ("wav-unpadded", Wav(false, unpadded, format, unpadded, sound, unpadded));
        yield return ("wav-id3", [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, .. Wav(false, format, sound)]);
        byte[] sizes = Chunk("ds64", [0, 0, 0, 0, 0, 0, 0, 0, 200, .. new byte[19]], false);
        byte[] rf64 = Wav(false, sizes, format, Chunk("data", Data(16, 1, false), false, 0xFFFFFFFF));
        "RF64"u8.CopyTo(rf64);
        yield return ("rf64", rf64);
        yield return ("aiff-16", Aiff("AIFF", Common(16, ""), AiffSound(16)));
        yield return ("aiff-sound-first", Aiff("AIFF", AiffSound(16), Chunk("NAME", "odd"u8, true), Common(16, "")));
        yield return ("aiff-unpadded", Aiff("AIFF", Chunk("NAME", "odd"u8, true, pad: false), Common(16, ""), AiffSound(16)));
        foreach ((string codec, int bits) in ((string, int)[])
            [("NONE", 8), ("sowt", 16), ("42ni", 24), ("23ni", 32), ("in24", 24), ("fl32", 32), ("fl64", 64), ("ulaw", 8), ("raw ", 8)])
        {
            yield return ($"aifc-{codec.Trim()}", Aiff("AIFC", Common(bits, codec), AiffSound(bits)));
        }
    }

    private static byte[] Wav(bool big, params byte[][] chunks)
    {
        byte[] body = [.. chunks.SelectMany(c => c)];
        return [.. big ? "RIFX"u8 : "RIFF"u8, .. U32(body.Length + 4, big), .. "WAVE"u8, .. body];
    }

    private static byte[] WavFormat(int tag, int bits, int channels, bool big) =>
        Chunk("fmt ", FormatFields(tag, bits, channels, big), big);

    private static byte[] Extensible(int tag, int bits, int channels, bool big) => Chunk(
        "fmt ",
        [.. FormatFields(0xFFFE, bits, channels, big), .. U16(22, big), .. U16(bits, big), .. U32(0, big), .. U16(tag, big), .. Guid],
        big);

    private static byte[] FormatFields(int tag, int bits, int channels, bool big)
    {
        int frame = channels * bits / 8;
        return
        [
            .. U16(tag, big), .. U16(channels, big), .. U32(SampleRate, big), .. U32(SampleRate * frame, big), .. U16(frame, big),
            .. U16(bits, big),
        ];
    }

    private static byte[] Au(int encoding, int bits, bool big)
    {
        byte[] data = Data(bits, 1, big);
        return
        [
            .. big ? ".snd"u8 : "dns."u8, .. U32(28, big), .. U32(data.Length, big), .. U32(encoding, big), .. U32(SampleRate, big),
            .. U32(1, big),
            0, 0, 0, 0, .. data,
        ];
    }

    private static byte[] Aiff(string form, params byte[][] chunks)
    {
        byte[] body = [.. chunks.SelectMany(c => c)];
        return [.. "FORM"u8, .. U32(body.Length + 4, true), .. Encoding.ASCII.GetBytes(form), .. body];
    }

    /// <summary>A COMM chunk with 8000 Hz as an 80-bit number.</summary>
    private static byte[] Common(int bits, string codec) => Chunk(
        "COMM",
        [
            .. U16(1, true), .. U32(100, true), .. U16(bits, true), 0x40, 0x0B, 0xFA, 0, 0, 0, 0, 0, 0, 0,
            .. codec.Length == 0 ? [] : (byte[])[.. Encoding.ASCII.GetBytes(codec), 2, (byte)'o', (byte)'k'],
        ],
        true);

    private static byte[] AiffSound(int bits) => Chunk("SSND", [.. new byte[8], .. Data(bits, 1, big: true)], true);

    private static byte[] Chunk(string name, ReadOnlySpan<byte> content, bool big, long? length = null, bool pad = true) =>
        [.. Encoding.ASCII.GetBytes(name), .. U32(length ?? content.Length, big), .. content, .. new byte[pad ? content.Length % 2 : 0]];

    private static byte[] U16(int value, bool big)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return big ? bytes : [bytes[1], bytes[0]];
    }

    private static byte[] U32(long value, bool big)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)value);
        return big ? bytes : [bytes[3], bytes[2], bytes[1], bytes[0]];
    }

    private static byte[] Data(int bits, int channels, bool big)
    {
        int width = bits / 8;
        byte[] data = new byte[100 * channels * width];
        for (int i = 0; i < data.Length; i++)
        {
            // The lowest byte changes, so that floats stay small.
            data[i] = (byte)(i % width == (big ? width - 1 : 0) ? i : 0x10);
        }

        return data;
    }
}
