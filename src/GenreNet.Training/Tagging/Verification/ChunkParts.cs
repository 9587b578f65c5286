using System.Buffers.Binary;
using System.Text;

namespace GenreNet.Training.Tagging;

/// <summary>Lists the chunks of WAV and AIFF files, the audio included.</summary>
internal static class ChunkParts
{
    private const int FileHeadLength = 12;
    private const int HeadLength = 8;
    private const int MostText = 1 << 20;

    /// <summary>Adds the chunks, except unused space; tags are listed by their fields, without the genre.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isBigEndian">Whether lengths are big-endian, as in AIFF.</param>
    /// <param name="parts">Receives the parts.</param>
    public static void Add(FileBytes file, bool isBigEndian, List<TagPart> parts) =>
        Walk(file.Slice(FileHeadLength, file.Length), isBigEndian, (name, content) =>
        {
            if (name is "ID3 " or "id3 ")
            {
                Id3Parts.Add(content, parts);
            }
            else if (name == "LIST" && content.Read(0, 4).AsSpan().SequenceEqual("INFO"u8))
            {
                Walk(content.Slice(4, content.Length), isBigEndian, (field, value) =>
                {
                    if (field != "IGNR")
                    {
                        // Programs differ in whether a zero ends the text.
                        parts.Add(new TagPart("INFO list", field, Encoding.Latin1.GetString(value.Read(0, (int)Math.Min(value.Length, MostText))).TrimEnd('\0')));
                    }
                });
            }
            else if (name is not ("JUNK" or "PAD "))
            {
                parts.Add(new TagPart("chunks", name, $"{content.Length}:{content.Hash()}"));
            }
        });

    private static void Walk(FileBytes range, bool isBigEndian, Action<string, FileBytes> chunk)
    {
        for (long offset = 0; range.Read(offset, HeadLength) is { Length: HeadLength } head;)
        {
            uint length = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(4)) : BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
            chunk(Encoding.Latin1.GetString(head, 0, 4), range.Slice(offset + HeadLength, length));
            // A chunk of odd length is followed by a pad byte.
            offset += HeadLength + length + (length % 2);
        }
    }
}
