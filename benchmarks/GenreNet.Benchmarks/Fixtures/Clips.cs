using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;

namespace GenreNet.Benchmarks.Fixtures;

/// <summary>Creates synthetic music for benchmarks: the same samples in every run.</summary>
internal static class Clips
{
    /// <summary>Duration of every clip, as in GTZAN.</summary>
    public const double Seconds = 30;

    private static readonly Lazy<AudioBuffer> Swing = new(() => Render("swing"));

    /// <summary>Gets a clip at 22 050 Hz.</summary>
    public static AudioBuffer Clip => Swing.Value;

    /// <summary>Returns the samples of the clip at a sample rate in Hz, resampled if necessary.</summary>
    public static ReadOnlyMemory<float> At(int sampleRate)
    {
        using AudioReader reader = Clip.OpenReader().ResampledTo(sampleRate);
        var samples = new List<float>();
        float[] block = new float[1 << 16];
        for (int read = reader.Read(block); read > 0; read = reader.Read(block))
        {
            samples.AddRange(block.AsSpan(0, read));
        }

        return samples.ToArray();
    }

    /// <summary>Gets one clip per style.</summary>
    public static AudioBuffer[] OfEveryStyle() => [.. SyntheticDataset.Styles.AsParallel().AsOrdered().Select(Render)];

    private static AudioBuffer Render(string style) => SyntheticDataset.Render(style, seed: 1, Seconds);
}
