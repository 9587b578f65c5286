using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Formats;

namespace GenreNet.Core.Tests.Audio.Decoding;

/// <summary>Placeholders mean "to the end"; other lengths beyond the end mean that the file was cut short.</summary>
public class ClaimedLengthTests
{
    private static readonly byte[] Little = HeaderBytes.Samples(SampleEncoding.Signed16, false);
    private static readonly byte[] Big = HeaderBytes.Samples(SampleEncoding.Signed16, true);
    private static readonly float[] Expected = ReferenceDecoder.Decode(Little, SampleEncoding.Signed16, false, 1);

    public static TheoryData<uint> Placeholders { get; } =
    [
        0, 0x7FFFFFFF, 0x7FFFFFFE, 0x7FFFFFDB, 0x7FFFF000, 0x7FFFEFDC, 0x7FF00000, 0x80000000, 0x80000024, 0xFFFF1000, 0xFFFFF000,
        0xFFFFFF00, 0xFFFFFFDB, 0xFFFFFFD3, 0xFFFFFFFE, 0xFFFFFFFF, 0x7F000000, 0x7F000008, 0x40000000, 0x3FFFFFFF, 0x3FFFFFDB, 0x10000000,
        1_000_000_000, 2_000_000_000, 4_000_000_000,
    ];

    [Theory]
    [MemberData(nameof(Placeholders))]
    public void Placeholder_lengths_in_wav_mean_until_the_end_of_the_file(uint length)
    {
        foreach (bool big in (bool[])[false, true])
        {
            byte[] format = HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 2, bigEndian: big), big);
            byte[] data = HeaderBytes.Chunk("data", big ? Big : Little, big, length);
            // The length around it: computed from the placeholder, a placeholder of its own, or right.
            Assert.All((long?[])[(uint)(length + 36), 0, uint.MaxValue, length, null], container =>
                Assert.Empty(Decoded.Check(HeaderBytes.Wav(big ? "RIFX" : "RIFF", container, format, data), Expected)));
        }
    }

    [Theory]
    [InlineData(0L, uint.MaxValue)]
    [InlineData(-1L, uint.MaxValue)]
    [InlineData(long.MaxValue, uint.MaxValue)]
    [InlineData(long.MaxValue - 80, uint.MaxValue)]
    [InlineData(0xFFFFFFFFL, uint.MaxValue)]
    [InlineData(0x7FFFFFFFL, uint.MaxValue)]
    [InlineData(0L, 0u)]
    [InlineData(-1L, 0u)]
    public void Placeholder_lengths_in_rf64_mean_until_the_end_of_the_file(long data64, uint length)
    {
        byte[] sizes = HeaderBytes.Chunk("ds64", [.. HeaderBytes.U64(data64), .. HeaderBytes.U64(data64), .. new byte[12]]);
        byte[] format = HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 2));
        Assert.All((string[])["RF64", "BW64"], container => Assert.Empty(
            Decoded.Check(
                HeaderBytes.Wav(container, uint.MaxValue, sizes, format, HeaderBytes.Chunk("data", Little, length: length)), Expected)));
    }

    [Fact]
    public void The_length_of_rf64_is_read_from_its_ds64_chunk()
    {
        byte[] format = HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 2));
        byte[] list = HeaderBytes.Chunk("LIST", new byte[50]);
        byte[] whole = HeaderBytes.Wav(
            "RF64", uint.MaxValue, Sizes(Little.Length), format, HeaderBytes.Chunk("data", Little, length: uint.MaxValue), list);
        Assert.Empty(Decoded.Check(whole, Expected));
        byte[] cut = HeaderBytes.Wav(
            "RF64", uint.MaxValue, Sizes(3 * Little.Length), format, HeaderBytes.Chunk("data", Little, length: uint.MaxValue));
        Assert.Contains("truncated", Assert.Single(Decoded.Check(cut, Expected)), StringComparison.Ordinal);

        static byte[] Sizes(long data) => HeaderBytes.Chunk("ds64", [.. HeaderBytes.U64(0), .. HeaderBytes.U64(data), .. new byte[12]]);
    }

    [Theory]
    [MemberData(nameof(Placeholders))]
    public void Placeholder_lengths_in_au_mean_until_the_end_of_the_file(uint length)
    {
        Assert.Empty(Decoded.Check(HeaderBytes.Au(3, Big, true, length: length), Expected));
        Assert.Empty(Decoded.Check(HeaderBytes.Au(3, Little, false, length: length), Expected));
    }

    [Theory]
    [MemberData(nameof(Placeholders))]
    public void Placeholder_lengths_in_aiff_mean_until_the_end_of_the_file(uint length)
    {
        // What the COMM chunk claims: nothing, the same placeholder in frames or in bytes, or the right number.
        foreach (long frames in (long[])[0, length, length / 2, 1001])
        {
            byte[] common = HeaderBytes.Chunk("COMM", HeaderBytes.AiffCommon(frames, 16), true);
            foreach (long sound in (long[])[length, (uint)(length + 8)])
            {
                byte[] data = HeaderBytes.Chunk("SSND", HeaderBytes.AiffSound(Big), true, sound);
                Assert.Empty(Decoded.Check(HeaderBytes.Aiff("AIFF", 0, common, data), Expected));
                Assert.Empty(Decoded.Check(HeaderBytes.Aiff("AIFF", (uint)(sound + 46), common, data), Expected));
            }
        }
    }

    [Fact]
    public void Placeholders_next_to_a_correct_length_are_ignored()
    {
        byte[] sound = HeaderBytes.Chunk("SSND", HeaderBytes.AiffSound(Big), true);
        byte[] name = HeaderBytes.Chunk("NAME", new byte[300], true);
        foreach (long frames in (long[])[0, uint.MaxValue, int.MaxValue, 0x7F000000 / 2])
        {
            Assert.Empty(Decoded.Check(
                HeaderBytes.Aiff("AIFF", HeaderBytes.Chunk("COMM", HeaderBytes.AiffCommon(frames, 16), true), sound, name), Expected));
        }
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(10)]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void A_plausible_length_beyond_the_end_is_reported_as_truncation(double times)
    {
        uint length = (uint)(times * Little.Length);
        byte[] wav = HeaderBytes.Wav(
            "RIFF", length + 36, HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 2)), HeaderBytes.Chunk("data", Little, length: length));
        byte[] rifx = HeaderBytes.Wav(
            "RIFX",
            length + 36,
            HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 2, bigEndian: true), true),
            HeaderBytes.Chunk("data", Big, true, length));
        byte[] aiff = HeaderBytes.Aiff(
            "AIFF",
            length + 46,
            HeaderBytes.Chunk("COMM", HeaderBytes.AiffCommon(length / 2, 16), true),
            HeaderBytes.Chunk("SSND", HeaderBytes.AiffSound(Big), true, length + 8));
        byte[][] files = [wav, rifx, aiff, HeaderBytes.Au(3, Big, true, length: length), HeaderBytes.Au(3, Little, false, length: length)];
        Assert.All(files, file => Assert.Contains("truncated", Assert.Single(Decoded.Check(file, Expected)), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(500)]
    public void A_few_missing_bytes_are_reported_as_truncation(int missing)
    {
        byte[] file = HeaderBytes.Wav16(Little)[..^missing];
        Assert.Contains("truncated", Assert.Single(Decoded.Check(file, Expected[..^((missing + 1) / 2)])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_length_beyond_a_complete_file_is_a_header_error()
    {
        byte[] format = HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 2));
        byte[] whole = HeaderBytes.Wav("RIFF", null, format, HeaderBytes.Chunk("data", Little, length: 30_000_000));
        Assert.Empty(Decoded.Check(whole, Expected));
        byte[] common = HeaderBytes.Chunk("COMM", HeaderBytes.AiffCommon(1001, 16), true);
        byte[] sound = HeaderBytes.Chunk("SSND", HeaderBytes.AiffSound(Big), true, 30_000_000);
        Assert.Contains("COMM", Assert.Single(Decoded.Check(HeaderBytes.Aiff("AIFF", common, sound), Expected)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(44)]
    [InlineData(36)]
    public void A_length_that_includes_the_header_is_not_reported_as_damage(int header)
    {
        byte[] format = HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 2));
        long length = Little.Length + header;
        Assert.Empty(
            Decoded.Check(HeaderBytes.Wav("RIFF", length + 36, format, HeaderBytes.Chunk("data", Little, length: length)), Expected));
    }

    [Fact]
    public void A_length_of_more_than_a_day_is_ignored()
    {
        const uint Length = 0xC0000000;
        byte[] samples = HeaderBytes.Samples(SampleEncoding.Unsigned8, false, frames: 1000);
        byte[] format = HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 1));
        byte[] file = HeaderBytes.Wav("RIFF", Length + 36, format, HeaderBytes.Chunk("data", samples, length: Length));
        Assert.Empty(Decoded.Check(file, ReferenceDecoder.Decode(samples, SampleEncoding.Unsigned8, false, 1)));
    }

    [Fact]
    public void A_placeholder_length_without_data_is_a_file_without_samples()
    {
        byte[] file = HeaderBytes.Wav(
            "RIFF", 0, HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 2)), HeaderBytes.Chunk("data", [], length: uint.MaxValue));
        Assert.All(Decoded.Ways, way => Assert.Contains(
            "no samples", Assert.Throws<AudioFormatException>(() => Decoded.From(file, way)).Message, StringComparison.Ordinal));
    }
}
