using System.Numerics;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Reference;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features;

/// <summary>Spectrograms in decibels against a computation in double precision.</summary>
public class SpectrogramPrecisionTests
{
    [Theory]
    [MemberData(nameof(LibrosaFeatureTests.Signals), MemberType = typeof(LibrosaFeatureTests))]
    public void Decibels_agree_with_double_precision(string signal) => AssertClose(AudioBuffer.Load(TestData.Wav(signal)));

    [Fact]
    public void Decibels_of_music_agree_with_double_precision() =>
        AssertClose(AudioBuffer.Load(TestData.Shared("data/gtzan-3/classical/classical.00000.flac")));

    /// <summary>Checks the bounds that <see cref="SpectrogramOptions.TopDecibels"/> documents, on up to five seconds.</summary>
    private static void AssertClose(AudioBuffer audio)
    {
        float[] clip = audio.Samples[..Math.Min(audio.Samples.Length, 5 * audio.SampleRate)].ToArray();
        var options = new SpectrogramOptions { SampleRate = audio.SampleRate, Scale = SpectrumScale.Decibels };
        Complex[][] spectra = ReferenceSpectra.Of(clip, options);
        AssertRange(60, 0.001);
        AssertRange(80, 0.01);
        AssertRange(81, 1e-4);
        AssertRange(null, 1e-4);

        void AssertRange(double? range, double tolerance)
        {
            SpectrogramOptions limited = options with { TopDecibels = range };
            IEnumerable<double> expected = ReferenceFeatures.Of(clip, limited, spectra).SelectMany(frame => frame);
            double worst = new FeatureExtractor(limited).Extract(clip).Zip(expected, (a, e) => Math.Abs(a - e)).Max();
            TestContext.Current.TestOutputHelper?.WriteLine($"{worst:g3} dB");
            Assert.True(worst <= tolerance, $"Limited to {range} dB, the worst cell differs by {worst:g3} dB, more than {tolerance:g3}.");
        }
    }
}
