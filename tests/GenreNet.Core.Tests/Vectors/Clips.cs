using GenreNet.Core.Numerics;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>Signals for the comparison with the reference.</summary>
internal static class Clips
{
    private const int SampleRate = 22050;

    // A quarter of a semitone and a bit above concert pitch, in the middle of a hundredth: rounding does not move the estimate.
    private const double Tuning = 0.255;

    /// <summary>
    /// Chords out of tune in noise that swells and falls, an octave of amplitude a beat, with a stretch of digital silence in every second:
    /// loud and quiet frames, whole and half silent ones. The noise keeps every bin far above the rounding of the loudest.
    /// </summary>
    public static float[] Music(int count)
    {
        var random = new SeededRandom(7);
        float[] clip = new float[count];
        for (int n = 0; n < count; n++)
        {
            double seconds = (double)n / SampleRate;
            double tones = 0;
            foreach (int semitone in (ReadOnlySpan<int>)[0, 4, 7, 12, 19])
            {
                double hertz = 220 * Math.Pow(2, (semitone + Tuning + (2 * Math.Floor(seconds))) / 12);
                tones += Math.Sin((2 * Math.PI * hertz * seconds) + semitone) / (semitone + 4);
            }

            double level = 0.3 * Math.Pow(2, Math.Sin(2 * Math.PI * seconds * 2));
            bool isSilent = seconds % 1 is > 0.4 and < 0.6;
            clip[n] = isSilent ? 0 : (float)(level * (tones + random.NextDouble(-0.2, 0.2) + 0.01));
        }

        return clip;
    }
}
