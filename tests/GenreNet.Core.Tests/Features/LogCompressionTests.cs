using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features;

public class LogCompressionTests
{
    [Theory]
    [InlineData(LogBase.Natural, 1, 1e-5, 4.5, 5)]
    [InlineData(LogBase.Ten, 10_000, 1, 0, 1)]
    [InlineData(LogBase.Ten, 1, 1e-10, -2, 0.1)]
    public void Values_are_the_shifted_logarithm_of_the_power_and_the_offset(LogBase logBase, double gain, double offset, double shift, double divisor)
    {
        var log = new LogCompression { Base = logBase, Gain = gain, Offset = offset, Shift = shift, Divisor = divisor };
        var options = new MelSpectrogramOptions { MelCount = 40 };
        float[] clip = Sound.Noise(4000);
        float[] powers = new FeatureExtractor(options).Extract(clip);
        float[] values = new FeatureExtractor(options with { Compression = log }).Extract(clip);
        foreach ((float power, float value) in powers.Zip(values))
        {
            double argument = (power * gain) + offset;
            Assert.Equal(((logBase == LogBase.Ten ? Math.Log10(argument) : Math.Log(argument)) + shift) / divisor, value, 2e-5 / Math.Min(divisor, 1));
        }
    }

    [Fact]
    public void Amplified_values_equal_those_of_the_amplified_power()
    {
        LogCompression log = MelSpectrogramOptions.EfficientAt.Compression!;
        double Value(double power) => (Math.Log(power + 1e-5) + 4.5) / 5;
        Assert.Equal(Value(0.5), log.Amplify((float)Value(0.05), 10), 1e-6);
        Assert.Equal(Value(2e-6), log.Amplify((float)Value(2e-5), -10), 1e-5);
        Assert.Equal(Value(0), log.Amplify((float)Value(0), 20), 1e-4);
        Assert.Equal(0f, MelSpectrogramOptions.Musicnn.Compression!.Amplify(0, 40));
    }
}
