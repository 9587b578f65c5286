using System.Buffers.Binary;
using System.Text;

namespace GenreNet.Training.Tagging;

/// <summary>Lists the fields of tags at the end of a file: ID3v1, and APE tags before it.</summary>
internal static class EndTagParts
{
    private const int Id3v1Length = 128;
    private const int ApeFooterLength = 32;
    private const uint ApeHasHeader = 0x80000000;

    /// <summary>Adds the fields, except those of the genre.</summary>
    public static void Add(FileBytes file, List<TagPart> parts)
    {
        long end = file.Length;
        byte[] last = file.Read(end - Id3v1Length, Id3v1Length);
        if (last.AsSpan().StartsWith("TAG"u8))
        {
            // The last byte is the number of the genre.
            parts.Add(new TagPart("ID3v1 tag", "the text", Convert.ToHexStringLower(last.AsSpan(0, last.Length - 1))));
            end -= Id3v1Length;
        }

        byte[] footer = end < ApeFooterLength ? [] : file.Read(end - ApeFooterLength, ApeFooterLength);
        if (!footer.AsSpan().StartsWith("APETAGEX"u8))
        {
            return;
        }

        // The size includes the footer, but not the header.
        long size = BinaryPrimitives.ReadUInt32LittleEndian(footer.AsSpan(12));
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(footer.AsSpan(16));
        long start = end - size;
        if (start >= 0 && size >= ApeFooterLength && size <= int.MaxValue)
        {
            AddItems(file.Read(start, (int)size - ApeFooterLength), count, parts);
        }
    }

    private static void AddItems(ReadOnlySpan<byte> items, uint count, List<TagPart> parts)
    {
        const int headLength = 8;
        for (uint i = 0; i < count && items.Length > headLength; i++)
        {
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(items);
            uint flags = BinaryPrimitives.ReadUInt32LittleEndian(items[4..]) & ~ApeHasHeader;
            int keyLength = items[headLength..].IndexOf((byte)0);
            if (keyLength < 0 || size > items.Length - headLength - keyLength - 1)
            {
                return;
            }

            string key = Encoding.Latin1.GetString(items.Slice(headLength, keyLength));
            ReadOnlySpan<byte> value = items.Slice(headLength + keyLength + 1, (int)size);
            items = items[(headLength + keyLength + 1 + value.Length)..];
            if (!key.Equals("Genre", StringComparison.OrdinalIgnoreCase))
            {
                parts.Add(new TagPart("APE tag", key, $"{flags}:{Convert.ToHexStringLower(value)}"));
            }
        }
    }
}
