namespace GenreNet.Core.Augmentation;

/// <summary>Settings of the random augmentation of waveforms. The default, all zero, changes nothing.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="WaveformAugmentation"/>
public sealed record WaveformAugmentationOptions
{
    /// <summary>
    /// Gets settings that preserve the genre of most music: up to a tenth faster or slower, two semitones up or down, changed tone and
    /// level, a little noise.
    /// </summary>
    public static WaveformAugmentationOptions Moderate { get; } = new()
    {
        InversionProbability = 0.5,
        ShiftShare = 1,
        StretchProbability = 0.5,
        SpeedChange = 0.1,
        PitchProbability = 0.5,
        PitchSemitones = 2,
        FilterProbability = 0.3,
        NoiseProbability = 0.3,
        GainDecibels = 6,
    };

    /// <summary>Gets the probability of polarity inversion, from 0 to 1.</summary>
    public double InversionProbability { get; init; }

    /// <summary>
    /// Gets the maximum time shift as a fraction of the clip, from 0 to 1; the part before the new start is moved after the end.
    /// </summary>
    public double ShiftShare { get; init; }

    /// <summary>Gets the probability of a speed change, from 0 to 1.</summary>
    public double StretchProbability { get; init; }

    /// <summary>Gets the maximum speed change, from 0 to 1: 0.1 for speeds between 1/1.1 and 1.1, uniform on a logarithmic scale.</summary>
    public double SpeedChange { get; init; }

    /// <summary>Gets the probability of a pitch change, from 0 to 1.</summary>
    public double PitchProbability { get; init; }

    /// <summary>Gets the maximum pitch change in semitones, up or down, from 0 to 24.</summary>
    public double PitchSemitones { get; init; }

    /// <summary>Gets the probability of filtering, from 0 to 1: a low-pass, a high-pass or both, with equal probability.</summary>
    public double FilterProbability { get; init; }

    /// <summary>
    /// Gets the cut-off range of the high-pass in Hz, uniform on a logarithmic scale. Default: similar to small loudspeakers.
    /// </summary>
    public ValueRange HighPassHertz { get; init; } = new(60, 300);

    /// <summary>
    /// Gets the cut-off range of the low-pass in Hz, uniform on a logarithmic scale; no low-pass is applied at or above half the sample
    /// rate. Default: similar to old recordings.
    /// </summary>
    public ValueRange LowPassHertz { get; init; } = new(3000, 9000);

    /// <summary>Gets the probability of added noise, from 0 to 1; white and pink noise are equally likely.</summary>
    public double NoiseProbability { get; init; }

    /// <summary>Gets the range of the signal-to-noise ratio in dB, from -100 to 200. Default: from clear hiss to barely audible.</summary>
    public ValueRange NoiseDecibels { get; init; } = new(15, 40);

    /// <summary>Gets the maximum gain in dB, up or down, from 0 to 60.</summary>
    public double GainDecibels { get; init; }

    /// <summary>Checks that the settings are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range; the message states which.</exception>
    public void Validate()
    {
        Require(InversionProbability, 1, nameof(InversionProbability));
        Require(ShiftShare, 1, nameof(ShiftShare));
        Require(StretchProbability, 1, nameof(StretchProbability));
        Require(SpeedChange, 1, nameof(SpeedChange));
        Require(PitchProbability, 1, nameof(PitchProbability));
        Require(PitchSemitones, PitchShift.MaxSemitones, nameof(PitchSemitones));
        Require(FilterProbability, 1, nameof(FilterProbability));
        Require(NoiseProbability, 1, nameof(NoiseProbability));
        Require(GainDecibels, 60, nameof(GainDecibels));
        Require(HighPassHertz, 1, 1e6, nameof(HighPassHertz));
        Require(LowPassHertz, 1, 1e6, nameof(LowPassHertz));
        Require(NoiseDecibels, -100, 200, nameof(NoiseDecibels));
    }

    private static void Require(double value, double most, string name)
    {
        if (!(value >= 0 && value <= most))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be from 0 to {most}.");
        }
    }

    private static void Require(ValueRange range, double least, double most, string name)
    {
        if (!(range.From >= least && range.To <= most && range.From <= range.To))
        {
            throw new ArgumentOutOfRangeException(name, range, $"{name} must be an ascending range between {least} and {most}.");
        }
    }
}

/// <summary>Specifies the range of a random setting.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="From">Smallest value.</param>
/// <param name="To">Largest value.</param>
public readonly record struct ValueRange(double From, double To);
