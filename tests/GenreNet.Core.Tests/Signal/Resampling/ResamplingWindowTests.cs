using GenreNet.Core.Signal;


namespace GenreNet.Core.Tests.Signal.Resampling;

public class ResamplingWindowTests
{
    /// <summary>What least squares find in libsoxr's response (version 0.1.3, quality HQ), with our cut-off and a free gentle fall in the pass band.</summary>
    [Theory]
    [InlineData(44100, 22050, 97.252, 13.0405)]
    [InlineData(11025, 22050, 97.251, 13.0400)]
    [InlineData(33075, 22050, 96.836, 13.0406)] // two thirds: one stage
    [InlineData(66150, 22050, 96.838, 13.0410)]
    [InlineData(88200, 22050, 102.254, 13.7120)] // halved once before
    [InlineData(176400, 22050, 105.253, 14.1049)] // twice
    [InlineData(48000, 22050, 102.215, 13.7121)] // and an interpolation
    [InlineData(24000, 22050, 102.213, 13.7116)]
    [InlineData(96000, 22050, 106.807, 14.3836)]
    [InlineData(192000, 22050, 109.568, 14.7783)]
    [InlineData(32000, 22050, 101.464, 13.7110)]
    [InlineData(64000, 22050, 101.464, 13.7109)]
    [InlineData(36000, 22050, 102.259, 13.7130)] // the steep stage comes last
    [InlineData(16000, 22050, 102.256, 13.7124)]
    [InlineData(8000, 22050, 102.256, 13.7123)]
    [InlineData(4000, 22050, 107.258, 14.3847)] // doubled twice
    [InlineData(44100, 16000, 101.774, 13.7125)]
    [InlineData(44100, 48000, 102.256, 13.7123)]
    public void The_window_equals_that_of_soxr(int from, int to, double reach, double beta)
    {
        ResamplingWindow window = For(from, to);

        // The fit has three digits. Four weights more or less, the smallest step of a length, would be 0.7 samples or more.
        Assert.Equal(reach, window.Reach, 0.01);
        Assert.Equal(beta, window.Beta, 0.002);
    }

    [Theory]
    [InlineData(44100, 22050)]
    [InlineData(8000, 48000)]
    [InlineData(192000, 22050)]
    [InlineData(44101, 22050)]
    [InlineData(22_050_000, 22050)] // as far apart as rates may be
    [InlineData(22050, 22_050_000)]
    public void Every_ratio_has_a_window(int from, int to)
    {
        ResamplingWindow window = For(from, to);
        Assert.InRange(window.Reach, 96, 120);
        Assert.InRange(window.Beta, 13, 16);
    }

    private static ResamplingWindow For(int from, int to)
    {
        int divisor = Enumerable.Range(1, Math.Min(from, to)).Last(i => from % i == 0 && to % i == 0);
        return ResamplingWindow.For(to / divisor, from / divisor);
    }
}
