using GenreNet.Core.Signal;

namespace GenreNet.Core.Augmentation;

/// <summary>Changes the pitch of a clip, and not how long it plays: stretched first, then resampled to its length.</summary>
public static class PitchShift
{
    /// <summary>Semitones in either direction.</summary>
    public const double Furthest = 24;

    /// <summary>Shifts the pitch.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="semitones">From -24 to 24; 12 double all frequencies. 0 changes no sample.</param>
    /// <param name="sampleRate">Sample rate in Hz, from 1.</param>
    /// <returns>As many samples. What is shifted beyond half the sample rate is gone; it is not folded back.</returns>
    /// <remarks>Frequencies are right to within half a Hz in the sample rate: 0.04 cents at 22 050 Hz.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static float[] Apply(ReadOnlySpan<float> samples, double semitones, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        if (!(Math.Abs(semitones) <= Furthest))
        {
            throw new ArgumentOutOfRangeException(nameof(semitones), semitones, $"A pitch can be shifted by up to {Furthest} semitones.");
        }

        int playedRate = (int)Math.Round(sampleRate * Math.Pow(2, semitones / 12));
        if (playedRate == sampleRate || playedRate < 1)
        {
            return samples.ToArray();
        }

        // Rounded rates may lie a little outside of what can be stretched.
        double speed = Math.Clamp((double)sampleRate / playedRate, TimeStretch.Slowest, TimeStretch.Fastest);
        float[] stretched = TimeStretch.Apply(samples, speed, sampleRate);
        float[] shifted = new Resampler(playedRate, sampleRate).Resample(stretched);
        Array.Resize(ref shifted, samples.Length);
        return shifted;
    }
}
