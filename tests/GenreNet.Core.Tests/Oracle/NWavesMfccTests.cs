using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Oracle;

/// <summary>MFCCs agree with those of NWaves.</summary>
public class NWavesMfccTests
{
    // Both libraries compute in single precision, in a different order. A band 80 dB below the loudest one keeps four digits, an error of
    // 1e-4 dB, and a coefficient adds up to 128 bands with weights of up to 1/8.
    private const double Tolerance = 3e-3;

    public static TheoryData<string> Styles { get; } = ["swing", "techno", "folk"];

    [Theory]
    [MemberData(nameof(Styles))]
    public void Coefficients_of_music_agree_with_those_of_NWaves(string style) =>
        AssertAgree(SyntheticDataset.Render(style, seed: 3, seconds: 5).Samples.ToArray(), MfccOptions.Default);

    [Fact]
    public void Coefficients_of_other_options_agree_with_those_of_NWaves() => AssertAgree(
        Sound.Noise(30_000),
        new MfccOptions { SampleRate = 16_000, FftLength = 1024, HopLength = 300, MelCount = 64, CoefficientCount = 20 });

    // Noise, because each of its bands is far above the rounding of its frame. Its second half is 94 dB below the first.
    [Theory]
    [InlineData(80.0)]
    [InlineData(40.0)]
    [InlineData(null)]
    public void The_limit_relative_to_the_loudest_band_agrees_with_the_one_applied_to_NWaves(double? topDecibels)
    {
        float[] samples = [.. Sound.Noise(22_050, 1), .. Sound.Noise(22_050, 2).Select(sample => 2e-5f * sample)];
        AssertAgree(samples, MfccOptions.Default with { TopDecibels = topDecibels });
    }

    private static void AssertAgree(float[] samples, MfccOptions options)
    {
        var extractor = new MfccExtractor(options);
        float[] own = new float[extractor.FrameCount(samples.Length) * options.CoefficientCount];
        extractor.Extract(samples, own);
        Agreement.Within(Tolerance, own, NWavesMfcc.Of(samples, options));
    }
}
