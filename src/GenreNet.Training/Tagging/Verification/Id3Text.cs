using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GenreNet.Training.Tagging;

/// <summary>
/// Reduces frames of ID3v2 to what they mean: programs differ in the encoding of a text and in whether a zero ends it.
/// </summary>
/// <remarks>id3.org, ID3 tag version 2.4.0, native frames (2000). The frames of earlier versions have the same structure.</remarks>
internal static class Id3Text
{
    private const int Utf16 = 1;
    private const int Utf16BigEndian = 2;
    private const int Utf8 = 3;

    /// <summary>Returns a text that is equal for frames with the same meaning.</summary>
    /// <param name="id">The name of the frame, such as TIT2.</param>
    /// <param name="content">The content without the header of the frame.</param>
    public static string Normalise(string id, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty || content[0] > Utf8)
        {
            return Hash(content);
        }

        int encoding = content[0];
        ReadOnlySpan<byte> rest = content[1..];
        switch (id)
        {
            case ['T', ..]:
                // Zeros also separate several values.
                return Decode(rest, encoding).TrimEnd('\0');
            case "COMM" or "COM" or "USLT" or "ULT" when rest.Length > 3:
                // After three letters of the language: a description and the text.
                string language = Encoding.Latin1.GetString(rest[..3]);
                rest = rest[3..];
                return $"{language}\0{NextText(ref rest, encoding)}\0{Decode(rest, encoding).TrimEnd('\0')}";
            case "WXXX" or "WXX":
                return $"{NextText(ref rest, encoding)}\0{Encoding.Latin1.GetString(rest).TrimEnd('\0')}";
            case "APIC":
                string type = NextText(ref rest, 0);
                return rest.IsEmpty ? type : $"{type}\0{Next(ref rest)}\0{NextText(ref rest, encoding)}\0{Hash(rest)}";
            case "PIC" when rest.Length > 4:
                string format = Encoding.Latin1.GetString(rest[..3]);
                rest = rest[3..];
                return $"{format}\0{Next(ref rest)}\0{NextText(ref rest, encoding)}\0{Hash(rest)}";
            default:
                return Hash(content);
        }
    }

    private static byte Next(ref ReadOnlySpan<byte> bytes)
    {
        byte next = bytes[0];
        bytes = bytes[1..];
        return next;
    }

    // Removes a text and the zero that ends it.
    private static string NextText(ref ReadOnlySpan<byte> bytes, int encoding)
    {
        int width = encoding is Utf16 or Utf16BigEndian ? 2 : 1;
        int end = 0;
        while (end + width <= bytes.Length && bytes.Slice(end, width).ContainsAnyExcept((byte)0))
        {
            end += width;
        }

        string text = Decode(bytes[..Math.Min(end, bytes.Length)], encoding);
        bytes = bytes[Math.Min(bytes.Length, end + width)..];
        return text;
    }

    private static string Decode(ReadOnlySpan<byte> bytes, int encoding)
    {
        if (encoding is not (Utf16 or Utf16BigEndian))
        {
            return (encoding == Utf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
        }

        // Each of several values may have a byte order mark of its own.
        bool isBigEndian = encoding == Utf16BigEndian;
        var text = new StringBuilder();
        for (int i = 0; i + 2 <= bytes.Length; i += 2)
        {
            ushort unit = isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[i..]);
            if (unit == 0xFFFE)
            {
                isBigEndian = !isBigEndian;
            }
            else if (unit != 0xFEFF)
            {
                text.Append((char)unit);
            }
        }

        return text.ToString();
    }

    private static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
