using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Decoding;

namespace GenreNet.Core.Tests.Audio.Formats;

/// <summary>Chunks in the order, number and spelling that writers leave behind.</summary>
public class ChunkOrderTests
{
    private static readonly byte[] Samples = HeaderBytes.Samples(SampleEncoding.Signed16, false);
    private static readonly float[] Expected = ReferenceDecoder.Decode(Samples, SampleEncoding.Signed16, false, 1);
    private static readonly byte[] Format = HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(1, 2));
    private static readonly byte[] Data = HeaderBytes.Chunk("data", Samples);

    public static TheoryData<string> Names { get; } = ["LIST", "JUNK", "bext", "PEAK", "id3 ", "ID3 ", "fact", "xyz1"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Other_chunks_can_be_anywhere(string name)
    {
        foreach (int length in (int[])[0, 1, 8, 603, 5000])
        {
            byte[] other = HeaderBytes.Chunk(name, new byte[length]);
            Assert.Empty(Decoded.Check(HeaderBytes.Wav(false, other, Format, other, other, Data, other), Expected));
        }
    }

    [Theory]
    [InlineData("data", "FMT ")]
    [InlineData("DATA", "fmt ")]
    [InlineData("data", "fmt\0")]
    public void Chunk_names_in_capitals_or_with_a_zero_byte_are_recognised(string data, string format) => Assert.Empty(Decoded.Check(
        HeaderBytes.Wav(false, HeaderBytes.Chunk(format, HeaderBytes.WavFormat(1, 2)), HeaderBytes.Chunk(data, Samples)), Expected));

    [Fact]
    public void The_first_of_two_data_chunks_is_decoded() =>
        Assert.Empty(Decoded.Check(HeaderBytes.Wav(false, Format, Data, HeaderBytes.Chunk("data", new byte[400])), Expected));

    [Fact]
    public void An_empty_data_chunk_is_skipped() =>
        Assert.Empty(Decoded.Check(
            HeaderBytes.Wav(false, Format, HeaderBytes.Chunk("data", []), HeaderBytes.Chunk("LIST", new byte[7]), Data), Expected));

    [Fact]
    public void An_empty_data_chunk_before_tags_contains_no_samples()
    {
        byte[] file = HeaderBytes.Wav(false, Format, HeaderBytes.Chunk("data", []), HeaderBytes.Chunk("LIST", new byte[400]));
        Assert.All(Decoded.Ways, way => Assert.Contains(
            "no samples", Assert.Throws<AudioFormatException>(() => Decoded.From(file, way)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_of_two_fmt_chunks_is_used() =>
        Assert.Empty(Decoded.Check(HeaderBytes.Wav(false, Format, HeaderBytes.Chunk("fmt ", HeaderBytes.WavFormat(3, 4)), Data), Expected));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Data_before_the_format_is_decoded_from_seekable_sources(int odd)
    {
        byte[] file = HeaderBytes.Wav(
            false, HeaderBytes.Chunk("data", [.. Samples, .. new byte[odd]]), HeaderBytes.Chunk("LIST", new byte[31]), Format);
        Assert.Equal(Expected, Decoded.From(file, "file").Samples);
        Assert.Equal(Expected, Decoded.From(file, "stream").Samples);
        Assert.Contains(
            "does not support seeking", Assert.Throws<AudioFormatException>(() => Decoded.From(file, "pipe")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_of_unknown_length_before_the_format_is_rejected()
    {
        byte[] file = HeaderBytes.Wav(false, HeaderBytes.Chunk("data", Samples, length: uint.MaxValue), Format);
        Assert.Contains(
            "precedes the fmt", Assert.Throws<AudioFormatException>(() => Decoded.From(file, "file")).Message, StringComparison.Ordinal);
    }
}
