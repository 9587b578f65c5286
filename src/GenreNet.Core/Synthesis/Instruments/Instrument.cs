namespace GenreNet.Core.Synthesis;

/// <summary>Represents an instrument: an immutable set of parameters and a pure function that writes to a span.</summary>
internal abstract record Instrument
{
    /// <summary>Adds a tone to a track.</summary>
    /// <param name="destination">The track, from the tone's first sample to the track's end; a tone that does not fit is cut off.</param>
    /// <param name="tone">The tone.</param>
    public abstract void Play(Span<float> destination, in Tone tone);
}
