using GenreNet.Core.Audio;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Tests.Features;

/// <summary>Objects whose documentation says that they are thread-safe give the same results on several threads as on one.</summary>
public class SharedObjectsTests
{
    private const int Rate = 22050;
    private const int Clips = 16;

    public static TheoryData<string> Names { get; } = [.. Objects().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_that_share_an_object_get_the_results_of_one_thread(string name)
    {
        Func<float[], float[]> compute = Objects()[name];
        float[][] clips = [.. Enumerable.Range(0, Clips).Select(Clip)];
        float[][] expected = [.. clips.Select(compute)];

        float[][] actual = new float[Clips][];
        Parallel.For(0, Clips, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => actual[i] = compute(clips[i]));

        Assert.Equal(expected, actual);
        Assert.NotEqual(expected[0], expected[1]);
    }

    private static Dictionary<string, Func<float[], float[]>> Objects()
    {
        var fft = new RealFft(1024);
        var filters = new MelFilterBank(Rate, 1024, 40, 0, Rate / 2);
        var cosine = new DiscreteCosineTransform(1024, 20);
        var resampler = new Resampler(Rate, 16000);
        var extractor = new FeatureExtractor(new ChromaOptions(), new RmsOptions());
        var delta = new DeltaExtractor(DeltaOptions.Delta);
        var onsets = new OnsetStrength();
        var summary = new SummaryExtractor(SummaryOptions.Gtzan);
        var pipeline = new FeaturePipeline(FeatureOptions.LogMels with { SegmentSeconds = 1 });
        var biquad = new BiquadFilter(FilterKind.LowPass, 1000, BiquadFilter.Butterworth, Rate);
        var augmentation = new WaveformAugmentation(WaveformAugmentationOptions.Moderate);
        return new()
        {
            [nameof(RealFft)] = clip => Spectrum(fft, clip),
            [nameof(MelFilterBank)] = clip =>
            {
                float[] mels = new float[40];
                filters.Apply(Spectrum(fft, clip), mels);
                return mels;
            },
            [nameof(DiscreteCosineTransform)] = clip =>
            {
                float[] coefficients = new float[20];
                cosine.Apply(clip.AsSpan(0, 1024), coefficients);
                return coefficients;
            },
            [nameof(Resampler)] = clip => resampler.Resample(clip),
            [nameof(FeatureExtractor)] = clip => extractor.Extract(clip),
            [nameof(DeltaExtractor)] = clip => delta.Extract(clip, 1),
            [nameof(OnsetStrength)] = clip => onsets.Extract(clip),
            [nameof(SummaryExtractor)] = clip => summary.Extract(clip),
            [nameof(FeaturePipeline)] = clip =>
            {
                using AudioReader reader = new AudioBuffer(clip, Rate).OpenReader();
                return pipeline.Extract(reader).Values.ToArray();
            },
            [nameof(BiquadFilter)] = clip =>
            {
                float[] filtered = [.. clip];
                biquad.Apply(filtered);
                return filtered;
            },
            [nameof(WaveformAugmentation)] = clip => augmentation.Apply(new AudioBuffer(clip, Rate), new SeededRandom(42)).Samples.ToArray(),
        };
    }

    private static float[] Spectrum(RealFft fft, float[] clip)
    {
        float[] real = new float[fft.BinCount];
        float[] imaginary = new float[fft.BinCount];
        fft.Forward(clip.AsSpan(0, fft.Length), real, imaginary);
        return [.. real.Zip(imaginary, (re, im) => (re * re) + (im * im))];
    }

    private static float[] Clip(int number)
    {
        var random = new SeededRandom(7).Fork((ulong)number);
        return [.. Enumerable.Range(0, 2 * Rate).Select(n => (float)((0.5 * Math.Sin(n * (0.02 + (0.01 * number)))) + (0.1 * random.NextGaussian())))];
    }
}
