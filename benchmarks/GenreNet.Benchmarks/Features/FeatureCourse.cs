using System.Diagnostics;
using System.Globalization;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Benchmarks.Peers;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Features;

/// <summary>
/// Measures every feature of a clip of 30 s relative to the MFCCs, on one thread. Each round measures the MFCCs directly before each feature,
/// so that other load on the machine slows down both.
/// </summary>
internal static class FeatureCourse
{
    /// <summary>Default number of rounds.</summary>
    public const int UsualRounds = 101;

    // The just-in-time compiler optimises frequently executed code in the background and in several tiers.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>Runs the measurement.</summary>
    /// <param name="rounds">Number of rounds, 1 or more.</param>
    public static int Run(int rounds)
    {
        var mfcc = new ClipFeature(MfccOptions.Default);
        (string Name, ClipFeature Feature)[] features =
        [
            ("log-mel", new(MelSpectrogramOptions.LogMel)),
            ("mel spectrogram", new(new MelSpectrogramOptions())),
            ("contrast", new(new SpectralContrastOptions())),
            ("dB spectrogram", new(new SpectrogramOptions { Scale = SpectrumScale.Decibels })),
            ("power spectrogram", new(new SpectrogramOptions())),
            ("STFT", new(new StftOptions())),
            ("bandwidth", new(new SpectralBandwidthOptions())),
            ("flatness", new(new SpectralFlatnessOptions())),
            ("centroid", new(new SpectralCentroidOptions())),
            ("roll-off", new(new SpectralRolloffOptions())),
            ("chroma, in tune", new(new ChromaOptions { Tuning = 0 })),
            ("chroma", new(new ChromaOptions())),
            ("RMS", new(new RmsOptions())),
            ("zero-crossing rate", new(new ZeroCrossingRateOptions())),
        ];
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < WarmUp)
        {
            Measure(mfcc, features);
        }

        (double Mfcc, double Feature)[][] times = [.. Enumerable.Range(0, rounds).Select(_ => Measure(mfcc, features))];
        Print($"{Clips.Seconds} s of audio, one thread, medians of {rounds} rounds; ratios to the MFCCs with their quartiles.");
        Print($"{"MFCC",-20}{Statistics.Median(times.SelectMany(round => round).Select(pair => pair.Mfcc)),8:0.00} ms");
        for (int i = 0; i < features.Length; i++)
        {
            (double Mfcc, double Feature)[] pairs = [.. times.Select(round => round[i])];
            double[] ratios = [.. pairs.Select(pair => pair.Feature / pair.Mfcc).Order()];
            double ratio = Statistics.Median(pairs.Select(pair => pair.Feature)) / Statistics.Median(pairs.Select(pair => pair.Mfcc));
            Print($"{features[i].Name,-20}{Statistics.Median(pairs.Select(pair => pair.Feature)),8:0.00} ms{ratio,8:0.00} ({ratios[rounds / 4]:0.00}-{ratios[rounds * 3 / 4]:0.00})");
        }

        return 0;
    }

    private static (double Mfcc, double Feature)[] Measure(ClipFeature mfcc, (string Name, ClipFeature Feature)[] features) =>
        [.. features.Select(feature => (Time(mfcc), Time(feature.Feature)))];

    private static double Time(ClipFeature feature)
    {
        long start = Stopwatch.GetTimestamp();
        feature.Extract();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
