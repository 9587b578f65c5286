namespace GenreNet.Core.Synthesis;

/// <summary>
/// Generates white noise with three shifts per sample (Marsaglia, "Xorshift RNGs", 2003): good enough for audio, not for statistics.
/// </summary>
internal struct NoiseSource
{
    private uint _state;

    /// <summary>Creates the noise of a seed.</summary>
    public NoiseSource(ulong seed)
    {
        // Neighbouring seeds must not give similar sequences, and a state of zero would never change.
        ulong mixed = (seed + 0x9E3779B97F4A7C15UL) * 0xBF58476D1CE4E5B9UL;
        _state = (uint)(mixed >> 32) | 1;
    }

    /// <summary>Returns the next sample, in [-1, 1).</summary>
    public float Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)_state * (1f / 2147483648f);
    }
}
