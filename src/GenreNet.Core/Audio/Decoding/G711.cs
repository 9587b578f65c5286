namespace GenreNet.Core.Audio;

/// <summary>Decodes the two telephone encodings of ITU-T G.711 to 16 bits.</summary>
internal static class G711
{
    /// <summary>Decodes a mu-law byte: 14 bits, so the largest value is 32 124.</summary>
    public static int MuLaw(byte code)
    {
        int bits = ~code & 0xFF;
        int magnitude = ((((bits & 0x0F) << 3) + 0x84) << ((bits & 0x70) >> 4)) - 0x84;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }

    /// <summary>Decodes an A-law byte: 13 bits, so the largest value is 32 256.</summary>
    public static int ALaw(byte code)
    {
        int bits = code ^ 0x55;
        int segment = (bits & 0x70) >> 4;
        int magnitude = ((bits & 0x0F) << 4) + 8;
        if (segment > 0)
        {
            magnitude = (magnitude + 0x100) << (segment - 1);
        }

        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }
}
