using System.Text;

namespace GenreNet.Core.Tests.Audio;

/// <summary>Builds WAV files byte by byte, the odd ones too.</summary>
internal static class WavBytes
{
    public static byte[] Chunk(string id, byte[] content, uint? claimedLength = null)
    {
        List<byte> bytes = [.. Encoding.ASCII.GetBytes(id), .. BitConverter.GetBytes(claimedLength ?? (uint)content.Length), .. content];
        if (content.Length % 2 == 1)
        {
            bytes.Add(0);
        }

        return [.. bytes];
    }

    public static byte[] Format(ushort code, ushort channels, uint rate, ushort bits)
    {
        ushort block = (ushort)(channels * bits / 8);
        return Chunk("fmt ", [.. B(code), .. B(channels), .. BitConverter.GetBytes(rate), .. BitConverter.GetBytes(rate * block), .. B(block), .. B(bits)]);
    }

    /// <summary>WAVE_FORMAT_EXTENSIBLE: the code is in the first two bytes of a GUID.</summary>
    public static byte[] ExtensibleFormat(ushort code, ushort channels, uint rate, ushort bits)
    {
        ushort block = (ushort)(channels * bits / 8);
        byte[] guid = [.. B(code), 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        return Chunk("fmt ", [.. B(0xFFFE), .. B(channels), .. BitConverter.GetBytes(rate), .. BitConverter.GetBytes(rate * block), .. B(block), .. B(bits), .. B(22), .. B(bits), 0, 0, 0, 0, .. guid]);
    }

    public static byte[] File(params byte[][] chunks)
    {
        byte[] body = [.. chunks.SelectMany(c => c)];
        return [.. "RIFF"u8, .. BitConverter.GetBytes((uint)(body.Length + 4)), .. "WAVE"u8, .. body];
    }

    private static byte[] B(ushort value) => BitConverter.GetBytes(value);
}
