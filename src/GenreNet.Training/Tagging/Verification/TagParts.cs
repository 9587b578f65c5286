using System.Security.Cryptography;

namespace GenreNet.Training.Tagging;

/// <summary>Represents a part of a file that a change of the genre must not change, such as a frame of ID3v2 or a picture.</summary>
/// <param name="Kind">The kind of tag, such as "ID3v2".</param>
/// <param name="Name">The name of the part.</param>
/// <param name="Content">The content, or its hash.</param>
internal readonly record struct TagPart(string Kind, string Name, string Content);

/// <summary>
/// Lists the parts of a music file except its genre, without the library that writes the tags, to verify that it changed nothing else.
/// </summary>
internal static class TagParts
{
    /// <summary>Compares the parts of two files.</summary>
    /// <param name="original">The file before the change; its position is changed.</param>
    /// <param name="copy">The file after the change; its position is changed.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <returns>The first difference, or null if there is none.</returns>
    public static string? Difference(Stream original, Stream copy, string name)
    {
        TagFormat format = TagFormats.Of(original, name);
        if (TagFormats.Of(copy, name) != format)
        {
            return "its format would change";
        }

        ILookup<string, TagPart> before = Of(original, format).ToLookup(part => part.Kind, StringComparer.Ordinal);
        ILookup<string, TagPart> after = Of(copy, format).ToLookup(part => part.Kind, StringComparer.Ordinal);
        foreach (IGrouping<string, TagPart> kind in before)
        {
            // The order of frames and fields has no meaning; that of fields with the same name has.
            TagPart[] expected = [.. kind.OrderBy(part => part.Name, StringComparer.Ordinal)];
            TagPart[] actual = [.. after[kind.Key].OrderBy(part => part.Name, StringComparer.Ordinal)];
            int same = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
            if (same < expected.Length || same < actual.Length)
            {
                TagPart changed = same < expected.Length ? expected[same] : actual[same];
                return $"{changed.Name} of its {changed.Kind} would change";
            }
        }

        return null;
    }

    /// <summary>Lists the parts of a file.</summary>
    /// <param name="stream">The file; its position is changed.</param>
    /// <param name="format">The kind of the file.</param>
    internal static IReadOnlyList<TagPart> Of(Stream stream, TagFormat format)
    {
        List<TagPart> parts = [];
        var file = new FileBytes(stream, 0, stream.Length);
        switch (format)
        {
            case TagFormat.Mp3:
                _ = Id3Parts.AddLeading(file, parts);
                EndTagParts.Add(file, parts);
                break;
            case TagFormat.Flac:
                XiphParts.AddFlac(file, Id3Parts.AddLeading(file, parts), parts);
                EndTagParts.Add(file, parts);
                break;
            case TagFormat.Ogg:
                XiphParts.AddOgg(stream, parts);
                break;
            case TagFormat.Mp4:
                Mp4Parts.Add(file, parts);
                break;
            default:
                ChunkParts.Add(file, isBigEndian: format == TagFormat.Aiff, parts);
                break;
        }

        return parts;
    }
}

/// <summary>Reads a range of a file; no read exceeds the range.</summary>
/// <param name="stream">The file.</param>
/// <param name="start">Byte offset of the range.</param>
/// <param name="length">Number of bytes of the range.</param>
internal sealed class FileBytes(Stream stream, long start, long length)
{
    private const int BlockLength = 1 << 16;

    /// <summary>Gets the byte offset of the range in the file.</summary>
    public long Start => start;

    /// <summary>Gets the number of bytes.</summary>
    public long Length => length;

    /// <summary>Returns a part of this range; it is cut at the end of the range.</summary>
    public FileBytes Slice(long offset, long count)
    {
        long from = Math.Clamp(offset, 0, length);
        return new FileBytes(stream, start + from, Math.Clamp(count, 0, length - from));
    }

    /// <summary>Reads bytes; fewer than requested at the end of the range.</summary>
    public byte[] Read(long offset, int count)
    {
        FileBytes part = Slice(offset, count);
        byte[] bytes = new byte[part.Length];
        stream.Position = part.Start;
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    /// <summary>Returns the SHA-256 of the range, as hexadecimal digits.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long offset = 0; offset < length; offset += BlockLength)
        {
            hash.AppendData(Read(offset, BlockLength));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
