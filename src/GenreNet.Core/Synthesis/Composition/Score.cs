using GenreNet.Core.Numerics;

namespace GenreNet.Core.Synthesis;

/// <summary>A piece being played: its tempo, its random choices and the samples so far.</summary>
internal sealed class Score
{
    private readonly double _brightness;
    private readonly double _sloppiness;
    private readonly double _detune;

    /// <summary>Starts an empty piece.</summary>
    /// <param name="random">All choices of the piece.</param>
    /// <param name="sampleCount">Length in samples.</param>
    public Score(SeededRandom random, int sampleCount)
    {
        Random = random;
        Samples = new float[sampleCount];
        // The same players all through a piece: one touch, one feeling for time, one tuning fork.
        _brightness = random.NextDouble(0.2, 0.8);
        _sloppiness = random.NextDouble(0.001, 0.009);
        _detune = random.NextDouble(-0.3, 0.3);
    }

    /// <summary>All choices of the piece.</summary>
    public SeededRandom Random { get; }

    /// <summary>The mono mix so far, not yet levelled.</summary>
    public float[] Samples { get; }

    /// <summary>The tempo; set before anything is played.</summary>
    public Meter Meter { get; set; } = new(120, 4);

    /// <summary>Bars that begin within the piece.</summary>
    public int BarCount => (int)Math.Ceiling(Samples.Length / (SampleClock.Rate * Meter.BarSeconds));

    /// <summary>One of several, every one equally likely.</summary>
    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Random.Next(choices.Length)];

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Random.NextDouble() < probability;

    /// <summary>Plays a tone.</summary>
    /// <param name="instrument">The timbre.</param>
    /// <param name="seconds">When.</param>
    /// <param name="holdSeconds">How long the key is down.</param>
    /// <param name="midi">Pitch.</param>
    /// <param name="velocity">How hard, 0 to 1.</param>
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
    /// <param name="seconds">When.</param>
    /// <param name="velocity">How hard, 0 to 1.</param>
    public void Strike(Drum drum, double seconds, double velocity)
    {
        int start = Humanized(seconds);
        if (start < Samples.Length)
        {
            drum.Play(Samples.AsSpan(start), velocity * Random.NextDouble(0.85, 1.1), Random.NextUInt64());
        }
    }

    private int Humanized(double seconds) => Math.Max(0, SampleClock.Samples(seconds + (_sloppiness * Random.NextGaussian())));
}
