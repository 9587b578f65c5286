using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Audio;

public class WavTests
{
    [Theory]
    [InlineData("chirp")]
    [InlineData("float32")]
    [InlineData("pcm24")]
    [InlineData("pcm8")]
    [InlineData("short1000")]
    [InlineData("stereo44k")]
    public void Decoded_samples_equal_librosa(string name)
    {
        ReadOnlySpan<float> samples = AudioBuffer.Load(TestData.Wav(name)).Samples.Span;
        float[] head = TestData.GoldenFloats(name, "y_head");
        float[] tail = TestData.GoldenFloats(name, "y_tail");
        Assert.True(Sound.LargestDifference(samples[..head.Length], head) < 1e-7);
        Assert.True(Sound.LargestDifference(samples[^tail.Length..], tail) < 1e-7);
    }

    [Theory]
    [InlineData(1, 8, new byte[] { 0x80, 0xC0, 0x00 }, new[] { 0f, 0.5f, -1f })]
    [InlineData(1, 16, new byte[] { 0, 0, 0, 0x40, 0, 0x80 }, new[] { 0f, 0.5f, -1f })]
    [InlineData(1, 24, new byte[] { 0, 0, 0, 0, 0, 0x40, 0, 0, 0x80 }, new[] { 0f, 0.5f, -1f })]
    [InlineData(1, 32, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0x80 }, new[] { 0f, 0.5f, -1f })]
    [InlineData(3, 32, new byte[] { 0, 0, 0, 0x3F, 0, 0, 0x80, 0xBF }, new[] { 0.5f, -1f })]
    [InlineData(3, 64, new byte[] { 0, 0, 0, 0, 0, 0, 0xE0, 0x3F }, new[] { 0.5f })]
    [InlineData(7, 8, new byte[] { 0xFF, 0x80, 0x00 }, new[] { 0f, 32124 / 32768f, -32124 / 32768f })] // mu-law, ITU-T G.711
    [InlineData(6, 8, new byte[] { 0xD5, 0xAA, 0x2A }, new[] { 8 / 32768f, 32256 / 32768f, -32256 / 32768f })] // A-law, ITU-T G.711
    public void Every_encoding_is_decoded(ushort code, ushort bits, byte[] data, float[] expected)
    {
        Assert.Equal(expected, Decode(WavBytes.File(WavBytes.Format(code, 1, 8000, bits), WavBytes.Chunk("data", data))));
        Assert.Equal(expected, Decode(WavBytes.File(WavBytes.ExtensibleFormat(code, 1, 8000, bits), WavBytes.Chunk("data", data))));
    }

    [Fact]
    public void Channels_are_averaged() =>
        Assert.Equal([0.25f], Decode(WavBytes.File(WavBytes.Format(1, 2, 8000, 16), WavBytes.Chunk("data", [0, 0x40, 0, 0]))));

    [Fact]
    public void Chunks_are_walked_and_pad_bytes_skipped()
    {
        byte[] decoy = [.. "data"u8, 4, 0, 0, 0, 1, 2, 3];
        byte[] file = WavBytes.File(WavBytes.Chunk("LIST", decoy), WavBytes.Format(1, 1, 8000, 16), WavBytes.Chunk("fact", [1]), WavBytes.Chunk("data", [0, 0x40]), WavBytes.Chunk("id3 ", [9, 9]));
        Assert.Equal([0.5f], Decode(file));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(0x7FFFF000u)]
    public void A_placeholder_length_from_a_pipe_means_until_the_end(uint length)
    {
        byte[] file = [.. "RIFF"u8, 0xFF, 0xFF, 0xFF, 0xFF, .. "WAVE"u8, .. WavBytes.Format(1, 1, 8000, 16), .. WavBytes.Chunk("data", [0, 0x40, 0, 0x20], length)];
        Assert.Equal([0.5f, 0.25f], Decode(file));
    }

    [Fact]
    public void The_rest_of_a_truncated_file_is_used_with_a_warning()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("cut.wav");
        File.WriteAllBytes(path, File.ReadAllBytes(TestData.Wav("sine440"))[..22100]);
        AudioBuffer audio = AudioBuffer.Load(path);
        Assert.InRange(audio.Samples.Length, 11000, 11030);
        Assert.Contains("truncated", Assert.Single(audio.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_is_reported_with_file_and_offset()
    {
        byte[] noData = WavBytes.File(WavBytes.Format(1, 1, 8000, 16));
        byte[] noChannels = WavBytes.File(WavBytes.Format(1, 0, 8000, 16), WavBytes.Chunk("data", [0, 0]));
        byte[] noRate = WavBytes.File(WavBytes.Format(1, 1, 0, 16), WavBytes.Chunk("data", [0, 0]));
        byte[] infinite = WavBytes.File(WavBytes.Format(3, 1, 8000, 32), WavBytes.Chunk("data", BitConverter.GetBytes(float.PositiveInfinity)));
        Assert.All((byte[][])[noData, noChannels, noRate, infinite], file =>
        {
            AudioFormatException problem = Assert.Throws<AudioFormatException>(() => Decode(file));
            Assert.Equal("test.wav", problem.Path);
            Assert.NotNull(problem.Offset);
        });
    }

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(43)]
    public void A_truncated_header_is_rejected(int length) =>
        Assert.ThrowsAny<GenreNetException>(() => Decode(File.ReadAllBytes(TestData.Wav("sine440"))[..length]));

    [Fact]
    public void Written_samples_are_read_back_unchanged()
    {
        float[] samples = [0, 0.5f, -0.5f, -1, 32767 / 32768f, 2, -2, float.NaN];
        using var stream = new MemoryStream();
        WavWriter.Write(stream, samples, 22050);
        Assert.Equal([0, 0.5f, -0.5f, -1, 32767 / 32768f, 32767 / 32768f, -1, 0], Decode(stream.ToArray()));
    }

    private static float[] Decode(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return AudioBuffer.Load(stream, "test.wav").Samples.ToArray();
    }
}
