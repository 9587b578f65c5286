using System.Buffers.Binary;
using System.Text;
using GenreNet.Core.Audio;

namespace GenreNet.Training.Tagging;

/// <summary>Lists the Vorbis comments of FLAC and Ogg files, and the other metadata of FLAC files, such as pictures.</summary>
/// <remarks>RFC 9639, section 8; Ogg Vorbis I format specification: comment field and header specification.</remarks>
internal static class XiphParts
{
    private const int PaddingBlock = 1;
    private const int CommentBlock = 4;
    private const string Kind = "Vorbis comment";

    /// <summary>Adds the metadata blocks of a FLAC file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Byte offset of the marker <c>fLaC</c>.</param>
    /// <param name="parts">Receives the parts.</param>
    public static void AddFlac(FileBytes file, long offset, List<TagPart> parts)
    {
        const int headLength = 4;
        bool isLast = false;
        for (offset += headLength; !isLast && file.Read(offset, headLength) is { Length: headLength } head;)
        {
            isLast = (head[0] & 0x80) != 0;
            int type = head[0] & 0x7F;
            int length = (head[1] << 16) | (head[2] << 8) | head[3];
            FileBytes content = file.Slice(offset + headLength, length);
            if (type == CommentBlock)
            {
                AddComments(content.Read(0, length), parts);
            }
            else if (type != PaddingBlock)
            {
                parts.Add(new TagPart("FLAC metadata", $"block {type}", content.Hash()));
            }

            offset += headLength + length;
        }
    }

    /// <summary>Adds the comments of the streams of an Ogg file that start before its first audio.</summary>
    public static void AddOgg(Stream stream, List<TagPart> parts)
    {
        stream.Position = 0;
        using var source = new ByteSource(stream, "Ogg", ownsStream: false);
        var pages = new OggPageReader(source);
        Dictionary<uint, (OggPacketReader Packets, int Count)> streams = [];
        while (pages.Read(out OggPage page) && (streams.Count == 0 || page.IsFirst || streams.Values.Any(s => s.Count < 2)))
        {
            if (page.IsFirst)
            {
                streams[page.Serial] = (new OggPacketReader(), 0);
            }

            if (!streams.TryGetValue(page.Serial, out var found))
            {
                continue;
            }

            found.Packets.Add(page);
            foreach (ReadOnlyMemory<byte> packet in found.Packets.Packets)
            {
                ReadOnlySpan<byte> bytes = packet.Span;
                int mark = bytes.StartsWith("\u0003vorbis"u8) ? 7 : bytes.StartsWith("OpusTags"u8) ? 8 : 0;
                if (found.Count++ == 1 && mark > 0)
                {
                    AddComments(bytes[mark..], parts);
                }
            }

            streams[page.Serial] = found;
        }
    }

    private static void AddComments(ReadOnlySpan<byte> comments, List<TagPart> parts)
    {
        string vendor = Text(ref comments);
        parts.Add(new TagPart(Kind, "the name of the encoder", vendor));
        uint count = comments.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(comments) : 0;
        comments = comments[Math.Min(4, comments.Length)..];
        for (uint i = 0; i < count && comments.Length >= 4; i++)
        {
            string[] field = Text(ref comments).Split('=', 2);
            // Names of fields are not case-sensitive.
            string name = field[0].ToUpperInvariant();
            if (name != "GENRE")
            {
                parts.Add(new TagPart(Kind, name, field.Length > 1 ? field[1] : string.Empty));
            }
        }
    }

    private static string Text(ref ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
        {
            bytes = [];
            return string.Empty;
        }

        int length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes), (uint)(bytes.Length - 4));
        string text = Encoding.UTF8.GetString(bytes.Slice(4, length));
        bytes = bytes[(4 + length)..];
        return text;
    }
}
