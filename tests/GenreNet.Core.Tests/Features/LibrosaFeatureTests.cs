using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features;

/// <summary>Every feature beside librosa 0.11's, on synthetic signals and, where it is at hand, on music.</summary>
/// <remarks>librosa computes in single precision: what it is itself from double precision is the floor of each tolerance.</remarks>
public class LibrosaFeatureTests
{
    public static TheoryData<string> Signals { get; } =
        ["chirp", "float32", "impulse", "noise", "pcm24", "pcm8", "short1000", "silence", "sine440", "stereo44k"];

    // The first coefficient is the sum of 128 decibels near -100, and a float near -1131 is known to 1.2e-4: three such steps.
    [Theory]
    [MemberData(nameof(Signals))]
    public void Mfcc(string signal)
    {
        AssertClose(3.7e-4, signal, "mfcc13", new MfccOptions());
        AssertClose(3.7e-4, signal, "mfcc20", new MfccOptions { CoefficientCount = 20 });
    }

    // Two roundings of a power, by the bank and by the logarithm, are 1e-6 of it or 5e-6 dB; librosa's own floor is 9e-6 dB.
    [Theory]
    [MemberData(nameof(Signals))]
    public void Log_mel(string signal) => AssertClose(5e-5, signal, "mel_db", MelSpectrogramOptions.LogMel);

    // librosa's floor is 1.5e-6.
    [Theory]
    [MemberData(nameof(Signals))]
    public void Chroma(string signal) => AssertClose(1e-5, signal, "chroma_stft", new ChromaOptions { Tuning = 0 });

    // In dB of single bins down to 160 dB below the loudest. librosa's floor is 1.2e-6.
    [Theory]
    [MemberData(nameof(Signals))]
    public void Spectral_contrast(string signal) => AssertClose(1e-4, signal, "spectral_contrast", new SpectralContrastOptions());

    // In Hz. librosa's floor is 2e-4 Hz.
    [Theory]
    [MemberData(nameof(Signals))]
    public void Spectral_centroid(string signal) => AssertClose(0.01, signal, "spectral_centroid", new SpectralCentroidOptions());

    // In Hz. librosa's floor is 1e-4 Hz.
    [Theory]
    [MemberData(nameof(Signals))]
    public void Spectral_bandwidth(string signal) => AssertClose(0.01, signal, "spectral_bandwidth", new SpectralBandwidthOptions());

    // A comparison of two sums: where they are equal but for rounding, the neighbouring bin is as right.
    [Theory]
    [MemberData(nameof(Signals))]
    public void Spectral_rolloff(string signal)
    {
        (float[] actual, float[] expected) = Compute(signal, "spectral_rolloff", new SpectralRolloffOptions());
        double hertzPerBin = AudioBuffer.Load(TestData.Wav(signal)).SampleRate / 2048.0;
        Assert.True(Sound.LargestDifference(actual, expected) <= hertzPerBin * 1.001);
        Assert.True(actual.Zip(expected).Count(p => Math.Abs(p.First - p.Second) > 0.01) <= 0.005 * actual.Length);
    }

    // A count divided by 2048: exact.
    [Theory]
    [MemberData(nameof(Signals))]
    public void Zero_crossing_rate(string signal) => AssertClose(1e-9, signal, "zero_crossing_rate", new ZeroCrossingRateOptions());

    // At most 1, so 24 bits are 6e-8; both sum 2048 squares in their own order.
    [Theory]
    [MemberData(nameof(Signals))]
    public void Rms(string signal) => AssertClose(1e-6, signal, "rms", new RmsOptions());

    [Theory]
    [InlineData("classical.00000")]
    public void Music(string track)
    {
        float[] samples = [.. AudioBuffer.Load(TestData.Shared($"data/gtzan-3/{track[..^6]}/{track}.flac")).Samples.Span];
        AssertMusic(1.5e-4, "mfcc13", new MfccOptions());
        AssertMusic(2e-4, "mel", new MelSpectrogramOptions()); // powers up to 1e4
        AssertMusic(5e-5, "mel_db", MelSpectrogramOptions.LogMel);
        AssertMusic(1e-5, "chroma_stft", new ChromaOptions { Tuning = 0 });
        AssertMusic(1e-4, "spectral_contrast", new SpectralContrastOptions());
        AssertMusic(0.01, "spectral_centroid", new SpectralCentroidOptions());
        AssertMusic(0.01, "spectral_bandwidth", new SpectralBandwidthOptions());
        AssertMusic(1e-9, "zero_crossing_rate", new ZeroCrossingRateOptions());
        AssertMusic(1e-6, "rms", new RmsOptions());

        void AssertMusic(double tolerance, string key, FrameOptions options)
        {
            using var file = Core.Numpy.NpzReader.Open(TestData.Shared($"golden/{track}.npz"));
            double worst = Sound.LargestDifference(Librosa.Layout(new FeatureExtractor(options).Extract(samples), options.ValueCount), file.Read(key).Elements<float>());
            Assert.True(worst <= tolerance, $"{key} of {track} differs by {worst:g3}, more than {tolerance:g3}");
        }
    }

    private static void AssertClose(double tolerance, string signal, string key, FrameOptions options)
    {
        (float[] actual, float[] expected) = Compute(signal, key, options);
        double worst = Sound.LargestDifference(actual, expected);
        TestContext.Current.TestOutputHelper?.WriteLine($"{key} of {signal}: {worst:g3}");
        Assert.True(worst <= tolerance, $"{key} of {signal} differs by {worst:g3}, more than {tolerance:g3}");
    }

    private static (float[] Actual, float[] Expected) Compute(string signal, string key, FrameOptions options)
    {
        AudioBuffer audio = AudioBuffer.Load(TestData.Wav(signal));
        options = options with { SampleRate = audio.SampleRate };
        float[] rows = new FeatureExtractor(options).Extract(audio.Samples.Span);
        return (Librosa.Layout(rows, options.ValueCount), TestData.GoldenFloats(signal, key));
    }
}
