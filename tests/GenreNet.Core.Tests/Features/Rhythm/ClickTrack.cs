using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features.Rhythm;

/// <summary>Clicks at equal distances.</summary>
internal static class ClickTrack
{
    /// <summary>Short bursts that die away, above a little noise that keeps every band away from the floor.</summary>
    public static float[] Create(double bpm, double seconds = 20, int sampleRate = 22050, float level = 0.5f)
    {
        float[] samples = [.. Sound.Noise((int)(seconds * sampleRate)).Select(s => 0.01f * level * s)];
        float[] burst = Sound.Noise(sampleRate / 50, seed: 2);
        double distance = 60 * sampleRate / bpm;
        for (double start = 0; start + burst.Length < samples.Length; start += distance)
        {
            for (int i = 0; i < burst.Length; i++)
            {
                samples[(int)Math.Round(start) + i] += level * burst[i] * (1 - ((float)i / burst.Length));
            }
        }

        return samples;
    }
}
