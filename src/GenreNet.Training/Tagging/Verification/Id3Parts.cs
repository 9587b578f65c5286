using System.Buffers.Binary;
using System.Text;
using GenreNet.Core.Audio;

namespace GenreNet.Training.Tagging;

/// <summary>Lists the frames of ID3v2 tags.</summary>
/// <remarks>id3.org, ID3 tag versions 2.2.0 (1998), 2.3.0 (1999) and 2.4.0 (2000).</remarks>
internal static class Id3Parts
{
    private const int HeaderLength = 10;
    private const int Unsynchronised = 0x80;
    private const int HasExtendedHeader = 0x40;
    private const int FrameHasLength = 0x01;
    private const int FrameIsUnsynchronised = 0x02;

    /// <summary>Adds the frames of all tags at the start of a file.</summary>
    /// <returns>The byte offset behind the tags.</returns>
    public static long AddLeading(FileBytes file, List<TagPart> parts)
    {
        long offset = 0;
        while (Id3Tag.Length(file.Read(offset, HeaderLength)) is > 0 and long length)
        {
            Add(file.Slice(offset, length), parts);
            offset += length;
        }

        return offset;
    }

    /// <summary>Adds the frames of a tag, except that of the genre.</summary>
    /// <param name="tag">The tag from its header; at most 256 MB, the limit of the format.</param>
    /// <param name="parts">Receives the frames.</param>
    public static void Add(FileBytes tag, List<TagPart> parts)
    {
        byte[] bytes = tag.Read(0, (int)tag.Length);
        if (bytes.Length < HeaderLength)
        {
            return;
        }

        (int version, int flags) = (bytes[3], bytes[5]);
        int length = (int)Math.Min(bytes.Length, HeaderLength + Syncsafe(bytes.AsSpan(6)));
        ReadOnlySpan<byte> body = bytes.AsSpan(HeaderLength, length - HeaderLength);
        body = (flags & Unsynchronised) != 0 && version < 4 ? Synchronised(body) : body;
        body = (flags & HasExtendedHeader) != 0 && version > 2 && body.Length >= 4
            ? body[(int)Math.Min(body.Length, version == 4 ? Syncsafe(body) : 4L + BinaryPrimitives.ReadUInt32BigEndian(body))..]
            : body;
        int idLength = version == 2 ? 3 : 4;
        int headLength = version == 2 ? 6 : 10;
        while (body.Length > headLength && body[0] != 0)
        {
            string id = Encoding.Latin1.GetString(body[..idLength]);
            uint size = version switch
            {
                2 => (uint)((body[3] << 16) | (body[4] << 8) | body[5]),
                3 => BinaryPrimitives.ReadUInt32BigEndian(body[4..]),
                _ => Syncsafe(body[4..]),
            };
            ReadOnlySpan<byte> content = body.Slice(headLength, (int)Math.Min(size, (uint)(body.Length - headLength)));
            int frameFlags = version == 4 ? body[9] : 0;
            body = body[(headLength + content.Length)..];
            if (id is not ("TCON" or "TCO"))
            {
                parts.Add(new TagPart($"ID3v2.{version} tag", id, Id3Text.Normalise(id, Plain(content, frameFlags))));
            }
        }
    }

    private static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> content, int flags)
    {
        ReadOnlySpan<byte> plain = (flags & FrameHasLength) != 0 && content.Length >= 4 ? content[4..] : content;
        return (flags & FrameIsUnsynchronised) != 0 ? Synchronised(plain) : plain;
    }

    // A zero byte follows each FF, so that no tag contains what looks like the start of an MPEG frame.
    private static byte[] Synchronised(ReadOnlySpan<byte> bytes)
    {
        byte[] plain = new byte[bytes.Length];
        int count = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            plain[count++] = bytes[i];
            i += bytes[i] == 0xFF && i + 1 < bytes.Length && bytes[i + 1] == 0 ? 1 : 0;
        }

        return plain[..count];
    }

    private static uint Syncsafe(ReadOnlySpan<byte> bytes) =>
        (uint)(((bytes[0] & 0x7F) << 21) | ((bytes[1] & 0x7F) << 14) | ((bytes[2] & 0x7F) << 7) | (bytes[3] & 0x7F));
}
