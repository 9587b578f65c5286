using System.Numerics;

namespace GenreNet.Core.Augmentation;

/// <summary>Changes the speed of a clip without changing its pitch.</summary>
/// <seealso cref="WaveformAugmentation"/>
public static class TimeStretch
{
    /// <summary>The slowest speed.</summary>
    public const double MinSpeed = 0.25;

    /// <summary>The fastest speed.</summary>
    public const double MaxSpeed = 4;

    // Two periods of 30 Hz, enough to resolve bass notes: 2048 samples at 22 050 Hz.
    private const double FrameSeconds = 0.065;

    /// <summary>Stretches a clip in time.</summary>
    /// <param name="samples">Samples of the clip.</param>
    /// <param name="speed">Speed, from <see cref="MinSpeed"/> to <see cref="MaxSpeed"/>: 2 halves the duration. 1 changes no sample.</param>
    /// <param name="sampleRate">Sample rate in Hz, from 1.</param>
    /// <returns>As many samples as <see cref="LengthOf"/> returns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The speed or the sample rate is out of range.</exception>
    public static float[] Apply(ReadOnlySpan<float> samples, double speed, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        float[] output = new float[LengthOf(samples.Length, speed)];
        if (speed == 1)
        {
            samples.CopyTo(output);
            return output;
        }

        uint frameLength = BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(FrameSeconds * sampleRate, 16, 1 << 20));
        new PhaseVocoder((int)frameLength).Stretch(samples, speed, output);
        return output;
    }

    /// <summary>
    /// Computes the number of samples of a clip at another speed: its length divided by the speed, rounded to the nearest; at least one
    /// unless the clip is empty.
    /// </summary>
    /// <param name="count">Number of samples of the clip.</param>
    /// <param name="speed">Speed, from <see cref="MinSpeed"/> to <see cref="MaxSpeed"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The speed is out of range.</exception>
    public static int LengthOf(int count, double speed) => speed is >= MinSpeed and <= MaxSpeed
        ? Math.Max(Math.Min(count, 1), checked((int)Math.Round(count / speed)))
        : throw new ArgumentOutOfRangeException(nameof(speed), speed, $"The speed must be from {MinSpeed} to {MaxSpeed}.");
}
