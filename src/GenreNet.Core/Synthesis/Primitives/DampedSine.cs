namespace GenreNet.Core.Synthesis;

/// <summary>Generates a decaying sine with two multiplications per sample: <c>y[n] = 2 r cos(w) y[n-1] - r^2 y[n-2]</c>.</summary>
internal struct DampedSine
{
    private readonly double _angle;
    private double _feedback1;
    private double _feedback2;
    private double _last;
    private double _beforeLast;

    /// <summary>Creates an excited resonator.</summary>
    /// <param name="hertz">Frequency in Hz, below half the sample rate.</param>
    /// <param name="amplitude">Initial amplitude.</param>
    /// <param name="decaySeconds">Time in seconds to decay by 60 dB.</param>
    public DampedSine(double hertz, double amplitude, double decaySeconds)
    {
        _angle = 2 * Math.PI * hertz / SampleClock.Rate;
        SetDecay(decaySeconds);
        _last = 0;
        _beforeLast = -amplitude * Math.Sin(_angle);
    }

    /// <summary>Changes the time in seconds to decay by 60 dB, like a damper.</summary>
    public void SetDecay(double seconds)
    {
        double radius = SampleClock.DecayFactor(seconds);
        _feedback1 = 2 * radius * Math.Cos(_angle);
        _feedback2 = radius * radius;
    }

    /// <summary>Returns the next sample.</summary>
    public double Next()
    {
        double value = (_feedback1 * _last) - (_feedback2 * _beforeLast);
        _beforeLast = _last;
        _last = value;
        return value;
    }
}
