namespace GenreNet.Core.Audio;

/// <summary>Reads the sub-format of WAVE_FORMAT_EXTENSIBLE: a GUID that contains a codec number of the plain format.</summary>
/// <remarks>KSDATAFORMAT_SUBTYPE_* in Microsoft's ksmedia.h; the ambisonic GUIDs are those of Dobson, WAVE-EX B-Format (2000).</remarks>
internal static class WavSubFormat
{
    private const int GroupsStart = 4;
    private const int TailStart = 8;

    private static ReadOnlySpan<byte> Tail => [0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    private static ReadOnlySpan<byte> AmbisonicTail => [0x86, 0x44, 0xC8, 0xC1, 0xCA, 0, 0, 0];

    /// <summary>Returns the codec number in a GUID, or null if it has none.</summary>
    /// <param name="guid">GUID of 16 bytes.</param>
    /// <param name="fields">Byte order of the file.</param>
    public static int? Codec(ReadOnlySpan<byte> guid, HeaderFields fields)
    {
        if (HasCodec(guid, fields))
        {
            return Codec(fields.UInt32(guid));
        }

        // A RIFX file may contain the GUID in the little-endian order of RIFF; libsndfile writes all of its integers big-endian.
        if (!fields.BigEndian || !HasCodec(guid, new HeaderFields(BigEndian: false)))
        {
            return null;
        }

        // sox writes the codec number as a big-endian 16-bit integer, and the rest of the GUID little-endian.
        uint number = new HeaderFields(BigEndian: false).UInt32(guid);
        return Codec((number & 0xFF) == 0 && number <= ushort.MaxValue ? number >> 8 : number);
    }

    private static int? Codec(uint number) => number <= ushort.MaxValue ? (int)number : null;

    /// <summary>Returns whether the bytes after the codec number are those of a GUID with a codec number.</summary>
    private static bool HasCodec(ReadOnlySpan<byte> guid, HeaderFields fields)
    {
        int second = fields.UInt16(guid[GroupsStart..]);
        int third = fields.UInt16(guid[(GroupsStart + 2)..]);
        ReadOnlySpan<byte> tail = guid[TailStart..16];
        return (second == 0 && third == 0x10 && tail.SequenceEqual(Tail))
            || (second == 0x0721 && third == 0x11D3 && tail.SequenceEqual(AmbisonicTail));
    }
}
