namespace GenreNet.Core.Synthesis;

/// <summary>Implements a second-order band-pass filter whose centre can change without clicks. The gain at the centre is 1.</summary>
/// <remarks>Trapezoidal state-variable filter: A. Simper, "Linear Trapezoidal Integrated SVF" (Cytomic, 2013).</remarks>
internal struct BandPass
{
    private float _gain1;
    private float _gain2;
    private float _gain3;
    private float _level;
    private float _state1;
    private float _state2;

    /// <summary>Sets the centre and the bandwidth.</summary>
    /// <param name="hertz">Centre frequency in Hz; clamped to at most 45 % of the sample rate.</param>
    /// <param name="bandwidthHertz">Width in Hz between the points at -3 dB.</param>
    public void Tune(double hertz, double bandwidthHertz)
    {
        double centre = Math.Clamp(hertz, 10, 0.45 * SampleClock.Rate);
        double damping = bandwidthHertz / centre;
        double g = Math.Tan(Math.PI * centre / SampleClock.Rate);
        _gain1 = (float)(1 / (1 + (g * (g + damping))));
        _gain2 = (float)g * _gain1;
        _gain3 = (float)g * _gain2;
        _level = (float)damping;
    }

    /// <summary>Filters one sample.</summary>
    public float Next(float input)
    {
        float difference = input - _state2;
        float band = (_gain1 * _state1) + (_gain2 * difference);
        float low = _state2 + (_gain2 * _state1) + (_gain3 * difference);
        _state1 = (2 * band) - _state1;
        _state2 = (2 * low) - _state2;
        return _level * band;
    }
}
