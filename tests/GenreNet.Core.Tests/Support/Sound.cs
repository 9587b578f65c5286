using GenreNet.Core.Audio;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Tests.Support;

/// <summary>Signals to test with.</summary>
internal static class Sound
{
    public static float[] Sine(double hertz, double seconds, int sampleRate = 22050, double amplitude = 0.5) =>
        [.. Enumerable.Range(0, (int)Math.Round(seconds * sampleRate)).Select(n => (float)(amplitude * Math.Sin(2 * Math.PI * hertz * n / sampleRate)))];

    public static float[] Noise(int count, ulong seed = 1)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble(-0.5, 0.5))];
    }

    /// <summary>A dataset of sines, a pitch a genre.</summary>
    public static void WriteDataset(string folder, int tracksPerGenre, double seconds, params string[] genres)
    {
        for (int genre = 0; genre < genres.Length; genre++)
        {
            for (int track = 0; track < tracksPerGenre; track++)
            {
                string path = Path.Combine(folder, genres[genre], $"{genres[genre]}.{track:D5}.wav");
                WavWriter.Write(path, Sine(200 + (300 * genre) + (5 * track), seconds), 22050);
            }
        }
    }

    public static double LargestDifference(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        double worst = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs((double)actual[i] - expected[i]));
        }

        return worst;
    }

    public static double DecibelsOf(ReadOnlySpan<float> samples)
    {
        double power = 0;
        foreach (float sample in samples)
        {
            power += (double)sample * sample / samples.Length;
        }

        return 10 * Math.Log10(Math.Max(power, 1e-30));
    }
}
