using System.Text;
using FsCheck.Xunit;
using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Tests.Datasets.Csv;

public class Utf8CheckTests
{
    private const int BlockLength = 1 << 16;

    [Fact]
    public void Characters_across_blocks_are_valid()
    {
        for (int shift = 0; shift < 5; shift++)
        {
            byte[] text = Encoding.UTF8.GetBytes(new string('a', shift) + string.Concat(Enumerable.Repeat("é演🎵\n", BlockLength / 4)));
            Assert.Null(Utf8Check.Run(new MemoryStream(text)));
            Assert.Null(Utf8Check.Run(new Trickle(text)));
        }
    }

    [Fact]
    public void The_line_of_the_first_invalid_byte_is_reported()
    {
        foreach (int line in (int[])[1, 2, 8191, 8192, 8193, 20_000])
        {
            byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("abcdefg\n", 20_000)));
            text[((line - 1) * 8) + 3] = 0xFF;
            Assert.Equal((line, "is not valid UTF-8"), Utf8Check.Run(new MemoryStream(text)));
            text[((line - 1) * 8) + 2] = 0;
            Assert.Equal((line, "contains a NUL byte"), Utf8Check.Run(new MemoryStream(text)));
        }
    }

    [Fact]
    public void A_truncated_character_at_the_end_is_invalid() =>
        Assert.Equal((2, "is not valid UTF-8"), Utf8Check.Run(new MemoryStream([(byte)'\n', 0xE6, 0xBC])));

    [Property(Replay = "17,23")]
    public void The_check_agrees_with_the_strict_decoder(byte[]? bytes, ulong seed)
    {
        // Random bytes are hardly ever text: every other time some are taken out of one.
        byte[] text = seed % 2 == 0 ? bytes ?? [] : Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("aé演🎵", 3)))[(int)(new SeededRandom(seed).NextDouble(0, 9))..];
        bool isText;
        try
        {
            isText = !new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text).Contains('\0');
        }
        catch (DecoderFallbackException)
        {
            isText = false;
        }

        Assert.Equal(isText, Utf8Check.Run(new MemoryStream(text)) is null);
        Assert.Equal(isText, Utf8Check.Run(new Trickle(text)) is null);
    }

    /// <summary>Gives a byte at a time.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);
    }
}
