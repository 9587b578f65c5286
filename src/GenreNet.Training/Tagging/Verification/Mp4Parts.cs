using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GenreNet.Training.Tagging;

/// <summary>
/// Lists the boxes of an MP4 file, the audio included. The positions of the audio in the file are listed relative to the box that contains
/// it, because a longer tag before it moves it.
/// </summary>
/// <remarks>ISO/IEC 14496-12. The metadata items are those of iTunes.</remarks>
internal static class Mp4Parts
{
    private const int HeadLength = 8;
    private const int LongHeadLength = 16;
    private const int FullBoxLength = 4;
    private const int MostBoxes = 100_000;

    // "\u00A9gen" is text, "gnre" a number of ID3v1's list.
    private static readonly string[] GenreItems = ["\u00A9gen", "gnre"];

    /// <summary>Adds the boxes, except those of the genre and unused space.</summary>
    /// <exception cref="UnsupportedTagException">The file is fragmented: it contains more positions than are known here.</exception>
    public static void Add(FileBytes file, List<TagPart> parts)
    {
        List<(string Type, FileBytes Content)> top = Boxes(file);
        if (top.Any(box => box.Type is "moof" or "sidx" or "mfra"))
        {
            throw new UnsupportedTagException("Fragmented MP4 files cannot be tagged. Convert the file with ffmpeg -i FILE -c copy NEW.m4a.");
        }

        FileBytes[] audio = [.. top.Where(box => box.Type == "mdat").Select(box => box.Content)];
        Add(top, string.Empty, audio, parts);
    }

    private static void Add(List<(string Type, FileBytes Content)> boxes, string parent, FileBytes[] audio, List<TagPart> parts)
    {
        foreach ((string type, FileBytes content) in boxes)
        {
            string path = $"{parent}/{type}";
            bool isItem = parent.EndsWith("/ilst", StringComparison.Ordinal);
            if (type is "free" or "skip" or "wide" || (isItem && GenreItems.Contains(type)))
            {
                continue;
            }

            if (!isItem && type is "moov" or "trak" or "mdia" or "minf" or "stbl" or "udta" or "ilst")
            {
                Add(Boxes(content), path, audio, parts);
            }
            else if (!isItem && type == "meta")
            {
                // QuickTime writes the box without version and flags.
                bool isPlain = content.Read(4, 4).AsSpan().SequenceEqual("hdlr"u8);
                Add(Boxes(content.Slice(isPlain ? 0 : FullBoxLength, content.Length)), path, audio, parts);
            }
            else
            {
                bool isTag = path.StartsWith("/moov/udta/meta/", StringComparison.Ordinal);
                parts.Add(new TagPart(isTag ? "MP4 tag" : "MP4 boxes", path, type switch
                {
                    "stco" or "co64" => Positions(content, type == "co64", audio),
                    // The kind of the list; the rest is reserved, and programs write different values.
                    "hdlr" when isTag => Convert.ToHexStringLower(content.Read(8, 4)),
                    _ => content.Hash(),
                }));
            }
        }
    }

    private static string Positions(FileBytes table, bool isLong, FileBytes[] audio)
    {
        const int headLength = 8;
        int width = isLong ? 8 : 4;
        byte[] bytes = table.Read(0, (int)Math.Min(table.Length, int.MaxValue));
        var text = new StringBuilder();
        for (int i = headLength; i + width <= bytes.Length; i += width)
        {
            long position = isLong ? BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(i)) : BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(i));
            int box = Array.FindIndex(audio, range => position >= range.Start && position < range.Start + range.Length);
            text.Append(CultureInfo.InvariantCulture, $"{box}:{(box < 0 ? position : position - audio[box].Start)} ");
        }

        return text.ToString();
    }

    private static List<(string Type, FileBytes Content)> Boxes(FileBytes range)
    {
        List<(string, FileBytes)> boxes = [];
        long offset = 0;
        while (boxes.Count < MostBoxes && range.Read(offset, LongHeadLength) is { Length: >= HeadLength } head)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            int headLength = HeadLength;
            if (size == 1 && head.Length == LongHeadLength)
            {
                size = BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(HeadLength));
                headLength = LongHeadLength;
            }

            // A size of zero means: until the end of the file.
            size = size == 0 ? range.Length - offset : size;
            if (size < headLength)
            {
                break;
            }

            boxes.Add((Encoding.Latin1.GetString(head, 4, 4), range.Slice(offset + headLength, size - headLength)));
            offset += size;
        }

        return boxes;
    }
}
