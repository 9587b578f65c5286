namespace GenreNet.Core.Synthesis;

/// <summary>Implements a resonant second-order low-pass filter whose cut-off can change without clicks.</summary>
/// <remarks>Trapezoidal state-variable filter: A. Simper, "Linear Trapezoidal Integrated SVF" (Cytomic, 2013).</remarks>
internal struct LowPass
{
    private float _gain1;
    private float _gain2;
    private float _gain3;
    private float _state1;
    private float _state2;

    /// <summary>Sets cut-off and resonance.</summary>
    /// <param name="hertz">Cut-off frequency in Hz; clamped to at most 45 % of the sample rate.</param>
    /// <param name="quality">Resonance (Q): 0.5 for none, 8 for strong ringing.</param>
    public void Tune(double hertz, double quality)
    {
        double g = Math.Tan(Math.PI * Math.Clamp(hertz, 10, 0.45 * SampleClock.Rate) / SampleClock.Rate);
        _gain1 = (float)(1 / (1 + (g * (g + (1 / quality)))));
        _gain2 = (float)g * _gain1;
        _gain3 = (float)g * _gain2;
    }

    /// <summary>Filters one sample.</summary>
    public float Next(float input)
    {
        float difference = input - _state2;
        float band = (_gain1 * _state1) + (_gain2 * difference);
        float low = _state2 + (_gain2 * _state1) + (_gain3 * difference);
        _state1 = (2 * band) - _state1;
        _state2 = (2 * low) - _state2;
        return low;
    }
}
