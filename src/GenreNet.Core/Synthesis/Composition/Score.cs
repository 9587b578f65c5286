using GenreNet.Core.Numerics;

namespace GenreNet.Core.Synthesis;

/// <summary>Represents a piece under construction: its tempo, its random numbers and the samples so far.</summary>
internal sealed class Score
{
    private readonly List<AudioTrack> _tracks = [];
    private readonly double _brightness;
    private readonly double _sloppiness;
    private readonly double _detune;

    /// <summary>Creates an empty piece.</summary>
    /// <param name="random">Source of all random choices of the piece.</param>
    /// <param name="sampleCount">Length in samples.</param>
    public Score(SeededRandom random, int sampleCount)
    {
        Random = random;
        Samples = new float[sampleCount];
        // Constant throughout a piece, as if the same players performed it: touch, timing accuracy and tuning.
        _brightness = random.NextDouble(0.2, 0.8);
        _sloppiness = random.NextDouble(0.001, 0.009);
        _detune = random.NextDouble(-0.3, 0.3);
    }

    /// <summary>Gets the source of all random choices of the piece.</summary>
    public SeededRandom Random { get; }

    /// <summary>Gets the mono mix so far, without level adjustment; while a track is recorded, the track so far.</summary>
    public float[] Samples { get; private set; }

    /// <summary>Gets the parts that were recorded on tracks of their own.</summary>
    public IReadOnlyList<AudioTrack> Tracks => _tracks;

    /// <summary>Gets or sets the tempo; set it before playing anything.</summary>
    public Meter Meter { get; set; } = new(120, 4);

    /// <summary>Gets the number of bars that begin within the piece.</summary>
    public int BarCount => (int)Math.Ceiling(Samples.Length / (SampleClock.Rate * Meter.BarSeconds));

    /// <summary>Returns one of several choices, all equally likely.</summary>
    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Random.Next(choices.Length)];

    /// <summary>Returns true with a given probability.</summary>
    public bool Chance(double probability) => Random.NextDouble() < probability;

    /// <summary>Plays a tone.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="seconds">Start time in seconds.</param>
    /// <param name="holdSeconds">Time in seconds until the key is released.</param>
    /// <param name="midi">Pitch as a MIDI number.</param>
    /// <param name="velocity">Velocity, 0 to 1.</param>
    public void Play(Instrument instrument, double seconds, double holdSeconds, double midi, double velocity)
    {
        int start = Humanized(seconds);
        if (start < Samples.Length)
        {
            var tone = new Tone(
                Scale.Hertz(midi + _detune), velocity * Random.NextDouble(0.85, 1.1), SampleClock.Samples(holdSeconds), _brightness, Random.NextUInt64());
            instrument.Play(Samples.AsSpan(start), tone);
        }
    }

    /// <summary>Strikes a drum.</summary>
    /// <param name="drum">The drum.</param>
    /// <param name="seconds">Time in seconds.</param>
    /// <param name="velocity">Velocity, 0 to 1.</param>
    public void Strike(Drum drum, double seconds, double velocity)
    {
        int start = Humanized(seconds);
        if (start < Samples.Length)
        {
            drum.Play(Samples.AsSpan(start), velocity * Random.NextDouble(0.85, 1.1), Random.NextUInt64());
        }
    }

    /// <summary>Records a part on a track of its own, to be mixed later.</summary>
    /// <param name="name">Name of the part.</param>
    /// <param name="decibels">Loudness in the mix, in dB; only differences between tracks count.</param>
    /// <param name="play">Plays the part.</param>
    /// <param name="effect">Effect applied to the complete track, or null.</param>
    public void Record(string name, double decibels, Action play, Action<float[]>? effect = null)
    {
        float[] mix = Samples;
        Samples = new float[mix.Length];
        play();
        effect?.Invoke(Samples);
        _tracks.Add(new AudioTrack(name, decibels, Samples));
        Samples = mix;
    }

    private int Humanized(double seconds) => Math.Max(0, SampleClock.Samples(seconds + (_sloppiness * Random.NextGaussian())));
}
