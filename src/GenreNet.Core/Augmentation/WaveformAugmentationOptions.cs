namespace GenreNet.Core.Augmentation;

/// <summary>How much clips are changed at random. All zero, the default, changes nothing.</summary>
public sealed record WaveformAugmentationOptions
{
    /// <summary>What leaves the genre of most music as it is: a tenth faster or slower, two semitones up or down, another tone and level, a little noise.</summary>
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

    /// <summary>How often a clip is turned upside down, from 0 to 1.</summary>
    public double InversionProbability { get; init; }

    /// <summary>How late in the clip the first sample may be taken, as a share of the clip from 0 to 1; what lies before it follows the end.</summary>
    public double ShiftShare { get; init; }

    /// <summary>How often the speed is changed, from 0 to 1.</summary>
    public double StretchProbability { get; init; }

    /// <summary>Largest change of the speed, from 0 to 1: 0.1 for speeds between 1/1.1 and 1.1, even on a logarithmic scale.</summary>
    public double SpeedChange { get; init; }

    /// <summary>How often the pitch is changed, from 0 to 1.</summary>
    public double PitchProbability { get; init; }

    /// <summary>Largest change of the pitch in semitones, up or down, from 0 to 24.</summary>
    public double PitchSemitones { get; init; }

    /// <summary>How often a filter is put in, from 0 to 1: a low-pass, a high-pass or both, as often as each other.</summary>
    public double FilterProbability { get; init; }

    /// <summary>Cut-offs of the high-pass in Hz, even on a logarithmic scale. Default: as small loudspeakers.</summary>
    public ValueRange HighPassHertz { get; init; } = new(60, 300);

    /// <summary>Cut-offs of the low-pass in Hz, even on a logarithmic scale; from half the sample rate on there is none. Default: as old recordings.</summary>
    public ValueRange LowPassHertz { get; init; } = new(3000, 9000);

    /// <summary>How often noise is added, from 0 to 1, white or pink as often as each other.</summary>
    public double NoiseProbability { get; init; }

    /// <summary>Power of the clip over that of the noise, in dB from -100 to 200. Default: from plain hiss to barely heard.</summary>
    public ValueRange NoiseDecibels { get; init; } = new(15, 40);

    /// <summary>Largest gain in dB, up or down, from 0 to 60.</summary>
    public double GainDecibels { get; init; }

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range; the message says which.</exception>
    public void Validate()
    {
        Require(InversionProbability, 1, nameof(InversionProbability));
        Require(ShiftShare, 1, nameof(ShiftShare));
        Require(StretchProbability, 1, nameof(StretchProbability));
        Require(SpeedChange, 1, nameof(SpeedChange));
        Require(PitchProbability, 1, nameof(PitchProbability));
        Require(PitchSemitones, PitchShift.Furthest, nameof(PitchSemitones));
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
            throw new ArgumentOutOfRangeException(name, range, $"{name} must go up, between {least} and {most}.");
        }
    }
}
