using GenreNet.Core.Signal;

namespace GenreNet.Core.Augmentation;

/// <summary>Changes the pitch of a clip without changing its duration: stretches it, then resamples it to its original length.</summary>
/// <seealso cref="WaveformAugmentation"/>
public static class PitchShift
{
    /// <summary>The maximum shift in semitones in either direction.</summary>
    public const double MaxSemitones = 24;

    /// <summary>Shifts the pitch of a clip.</summary>
    /// <param name="samples">Samples of the clip.</param>
    /// <param name="semitones">Shift in semitones, from -24 to 24; 12 doubles all frequencies. 0 changes no sample.</param>
    /// <param name="sampleRate">Sample rate in Hz, from 1.</param>
    /// <returns>As many samples as the clip. Frequencies shifted beyond half the sample rate are removed, without aliasing.</returns>
    /// <remarks>The frequency error is at most that of half a Hz in the sample rate: 0.04 cents at 22 050 Hz.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static float[] Apply(ReadOnlySpan<float> samples, double semitones, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        if (!(Math.Abs(semitones) <= MaxSemitones))
        {
            throw new ArgumentOutOfRangeException(nameof(semitones), semitones, $"The pitch shift must be from -{MaxSemitones} to {MaxSemitones} semitones.");
        }

        int playedRate = (int)Math.Round(sampleRate * Math.Pow(2, semitones / 12));
        if (playedRate == sampleRate || playedRate < 1)
        {
            return samples.ToArray();
        }

        // After rounding of the rate, the speed can be slightly out of range.
        double speed = Math.Clamp((double)sampleRate / playedRate, TimeStretch.MinSpeed, TimeStretch.MaxSpeed);
        float[] stretched = TimeStretch.Apply(samples, speed, sampleRate);
        float[] shifted = new Resampler(playedRate, sampleRate).Resample(stretched);
        Array.Resize(ref shifted, samples.Length);
        return shifted;
    }
}
