using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Formats;

public class MpegHeaderTests
{
    [Theory]
    [InlineData(0xFFFB9064, 3, 44100, 2, 417, 1152)]
    [InlineData(0xFFFB9264, 3, 44100, 2, 418, 1152)]
    [InlineData(0xFFFBE4C4, 3, 48000, 1, 960, 1152)]
    [InlineData(0xFFFA18C4, 3, 32000, 1, 144, 1152)]
    [InlineData(0xFFF380C4, 3, 22050, 1, 208, 576)]
    [InlineData(0xFFF384C4, 3, 24000, 1, 192, 576)]
    [InlineData(0xFFE318C4, 3, 8000, 1, 72, 576)]
    [InlineData(0xFFFD9044, 2, 44100, 2, 522, 1152)]
    [InlineData(0xFFFFE844, 1, 32000, 2, 672, 1152)]
    public void Fields_are_those_of_the_standard(uint word, int layer, int rate, int channels, int length, int samples)
    {
        Assert.True(MpegHeader.TryRead([(byte)(word >> 24), (byte)(word >> 16), (byte)(word >> 8), (byte)word], out MpegHeader header));
        Assert.Equal((layer, rate, channels, length), (header.Layer, header.SampleRate, header.ChannelCount, header.FrameLength));
        Assert.Equal(samples, header.SampleCount);
    }

    [Theory]
    [InlineData(0xFFDB9064)] // sync word
    [InlineData(0xFFEB9064)] // version
    [InlineData(0xFFF99064)] // layer
    [InlineData(0xFFFBF064)] // bit rate
    [InlineData(0xFFFB9C64)] // sample rate
    public void Reserved_values_are_refused(uint word) =>
        Assert.False(MpegHeader.TryRead([(byte)(word >> 24), (byte)(word >> 16), (byte)(word >> 8), (byte)word], out _));

    [Fact]
    public void Bit_rate_padding_and_mode_extension_may_change_between_frames()
    {
        var first = new MpegHeader(0xFFFB9044);
        Assert.True(first.IsConsistentWith(new MpegHeader(0xFFFA_B274)));
        Assert.False(first.IsConsistentWith(new MpegHeader(0xFFFB90C4)));
        Assert.True(first.IsSameStream(new MpegHeader(0xFFFB90C4)));
        Assert.False(first.IsSameStream(new MpegHeader(0xFFFB9444)));
    }
}
