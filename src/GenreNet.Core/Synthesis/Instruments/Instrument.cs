namespace GenreNet.Core.Synthesis;

/// <summary>Represents an instrument: an immutable set of parameters and a pure function that writes to a span.</summary>
internal abstract record Instrument
{
    /// <summary>Adds a tone to a track.</summary>
    /// <param name="destination">The track, from the tone's first sample to the track's end; a tone that does not fit is cut off.</param>
    /// <param name="tone">The tone.</param>
    public abstract void Play(Span<float> destination, in Tone tone);
}

/// <summary>Represents a tone for an instrument to play.</summary>
/// <param name="Hertz">Fundamental frequency in Hz.</param>
/// <param name="Velocity">Velocity, 0 to 1.</param>
/// <param name="HoldLength">
/// Number of samples until the key is released; the instrument decides how long the sound rings on after that.
/// </param>
/// <param name="Brightness">Brightness of the player's touch, 0 (dull) to 1 (sharp), the same for a complete track.</param>
/// <param name="Seed">Random seed of the noise in the sound, so that two strokes differ and each can be reproduced.</param>
internal readonly record struct Tone(double Hertz, double Velocity, int HoldLength, double Brightness, ulong Seed);
