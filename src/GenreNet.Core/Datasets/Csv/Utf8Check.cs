using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace GenreNet.Core.Datasets;

/// <summary>Finds invalid bytes in a file that should be UTF-8 text, before a parser silently replaces them.</summary>
internal static class Utf8Check
{
    private const int BlockLength = 1 << 16;

    /// <summary>Checks a stream to its end.</summary>
    /// <param name="stream">The stream, read from its current position; a byte order mark counts as text.</param>
    /// <returns>The first line with a problem, from 1, and the problem; null for valid text.</returns>
    public static (long Line, string Problem)? Run(Stream stream)
    {
        byte[] buffer = new byte[BlockLength];
        long line = 1;
        int kept = 0;
        while (true)
        {
            int count = stream.ReadAtLeast(buffer.AsSpan(kept), 1, throwOnEndOfStream: false);
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, kept + count);
            int text = TextLength(bytes, isLast: count == 0, out bool isBroken);
            int zero = bytes[..text].IndexOf((byte)0);
            if (zero >= 0)
            {
                return (line + bytes[..zero].Count((byte)'\n'), "contains a NUL byte");
            }

            line += bytes[..text].Count((byte)'\n');
            if (isBroken)
            {
                return (line, "is not valid UTF-8");
            }

            if (count == 0)
            {
                return null;
            }

            // A character may span two blocks.
            kept = bytes.Length - text;
            bytes[text..].CopyTo(buffer);
        }
    }

    private static int TextLength(ReadOnlySpan<byte> bytes, bool isLast, out bool isBroken)
    {
        isBroken = false;
        if (Utf8.IsValid(bytes))
        {
            return bytes.Length;
        }

        int position = 0;
        while (position < bytes.Length)
        {
            int ascii = bytes[position..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            position += Math.Max(ascii, 0);
            OperationStatus status = Rune.DecodeFromUtf8(bytes[position..], out _, out int length);
            if (status != OperationStatus.Done)
            {
                isBroken = status == OperationStatus.InvalidData || isLast;
                return position;
            }

            position += length;
        }

        return position;
    }
}
