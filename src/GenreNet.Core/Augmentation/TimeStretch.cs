using System.Numerics;

namespace GenreNet.Core.Augmentation;

/// <summary>Changes how fast a clip plays, and not its pitch.</summary>
public static class TimeStretch
{
    /// <summary>The slowest speed.</summary>
    public const double Slowest = 0.25;

    /// <summary>The fastest speed.</summary>
    public const double Fastest = 4;

    // Two periods of 30 Hz, which keeps bass notes apart: 2048 samples at 22 050 Hz.
    private const double FrameSeconds = 0.065;

    /// <summary>Plays a clip at another speed.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="speed">From <see cref="Slowest"/> to <see cref="Fastest"/>: 2 takes half the time. 1 changes no sample.</param>
    /// <param name="sampleRate">Sample rate in Hz, from 1.</param>
    /// <returns>As many samples as <see cref="LengthOf"/> says.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The speed or the rate is out of its range.</exception>
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

    /// <summary>Samples of a clip at another speed: its own over the speed, rounded to the nearest; one at least, where there are any.</summary>
    /// <param name="count">Samples of the clip.</param>
    /// <param name="speed">From <see cref="Slowest"/> to <see cref="Fastest"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The speed is out of its range.</exception>
    public static int LengthOf(int count, double speed) => speed is >= Slowest and <= Fastest
        ? Math.Max(Math.Min(count, 1), checked((int)Math.Round(count / speed)))
        : throw new ArgumentOutOfRangeException(nameof(speed), speed, $"The speed must be from {Slowest} to {Fastest}.");
}
