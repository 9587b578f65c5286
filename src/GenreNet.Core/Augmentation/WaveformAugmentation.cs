using GenreNet.Core.Audio;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Augmentation;

/// <summary>
/// Creates augmented variants of a clip: the same music as in another recording or another room. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Applies, in this order: polarity inversion, time shift, speed, pitch, filters, noise, gain. Each step draws from its own random
/// sequence, so that no step affects the values that another one draws.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
/// using GenreNet.Core.Numerics;
///
/// var augmentation = new WaveformAugmentation(WaveformAugmentationOptions.Moderate);
/// AudioBuffer variant = augmentation.Apply(AudioBuffer.Load("song.wav"), new SeededRandom(42));
/// WavWriter.Write("variant.wav", variant.Samples, variant.SampleRate);
/// </code>
/// </example>
/// <seealso cref="WaveformAugmentationOptions"/>
/// <seealso cref="AugmentedVariants"/>
public sealed class WaveformAugmentation
{
    private const double SeamSeconds = 0.005;

    private readonly WaveformAugmentationOptions _options;

    /// <summary>Initializes the augmentation.</summary>
    /// <param name="options">Strength of the augmentation.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public WaveformAugmentation(WaveformAugmentationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    private enum Step : ulong
    {
        Inversion,
        Shift,
        Stretch,
        Pitch,
        Filter,
        Noise,
        Gain,
    }

    /// <summary>Creates an augmented variant of a clip.</summary>
    /// <param name="clip">Clip, which is not changed.</param>
    /// <param name="random">Random generator; equal seeds produce equal variants.</param>
    /// <param name="shortest">Minimum number of samples of the variant if the clip has at least that many; limits the speed.</param>
    /// <returns>The variant at the same sample rate; its length changes only with the speed.</returns>
    public AudioBuffer Apply(AudioBuffer clip, SeededRandom random, int shortest = 1)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(shortest, 1);
        int rate = clip.SampleRate;
        float[] samples = Shifted(clip.Samples.Span, rate, random.Fork((ulong)Step.Shift));
        if (Happens(_options.InversionProbability, random.Fork((ulong)Step.Inversion)))
        {
            Gain.Invert(samples);
        }

        samples = Stretched(samples, rate, shortest, random.Fork((ulong)Step.Stretch));
        samples = Pitched(samples, rate, random.Fork((ulong)Step.Pitch));
        Filter(samples, rate, random.Fork((ulong)Step.Filter));
        AddNoise(samples, random.Fork((ulong)Step.Noise));
        Gain.Apply(samples, random.Fork((ulong)Step.Gain).NextDouble(-_options.GainDecibels, _options.GainDecibels));
        return new AudioBuffer(samples, rate);
    }

    private float[] Shifted(ReadOnlySpan<float> samples, int rate, SeededRandom random) =>
        TimeShift.Roll(samples, (int)(_options.ShiftShare * random.NextDouble() * samples.Length), (int)(SeamSeconds * rate));

    private float[] Stretched(float[] samples, int rate, int shortest, SeededRandom random)
    {
        if (!Happens(_options.StretchProbability, random))
        {
            return samples;
        }

        double speed = Math.Pow(1 + _options.SpeedChange, random.NextDouble(-1, 1));
        double fastest = Math.Max(1, (double)samples.Length / shortest);
        return TimeStretch.Apply(samples, Math.Min(speed, fastest), rate);
    }

    private float[] Pitched(float[] samples, int rate, SeededRandom random) => Happens(_options.PitchProbability, random)
        ? PitchShift.Apply(samples, random.NextDouble(-_options.PitchSemitones, _options.PitchSemitones), rate)
        : samples;

    private void Filter(float[] samples, int rate, SeededRandom random)
    {
        if (!Happens(_options.FilterProbability, random))
        {
            return;
        }

        int which = random.Next(3);
        double low = Logarithmic(_options.HighPassHertz, random);
        double high = Logarithmic(_options.LowPassHertz, random);
        if (which != 0 && low < rate / 2.0)
        {
            new BiquadFilter(FilterKind.HighPass, low, BiquadFilter.Butterworth, rate).Apply(samples);
        }

        if (which != 1 && high < rate / 2.0)
        {
            new BiquadFilter(FilterKind.LowPass, high, BiquadFilter.Butterworth, rate).Apply(samples);
        }
    }

    private void AddNoise(float[] samples, SeededRandom random)
    {
        if (Happens(_options.NoiseProbability, random))
        {
            NoiseColor color = random.Next(2) == 0 ? NoiseColor.White : NoiseColor.Pink;
            BackgroundNoise.Add(samples, color, random.NextDouble(_options.NoiseDecibels.From, _options.NoiseDecibels.To), random);
        }
    }

    private static bool Happens(double probability, SeededRandom random) => random.NextDouble() < probability;

    private static double Logarithmic(ValueRange range, SeededRandom random) => range.From * Math.Pow(range.To / range.From, random.NextDouble());
}
