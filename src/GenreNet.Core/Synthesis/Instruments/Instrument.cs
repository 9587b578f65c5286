namespace GenreNet.Core.Synthesis;

/// <summary>A timbre: an immutable set of parameters and one pure function of a span.</summary>
internal abstract record Instrument
{
    /// <summary>Adds a tone to a track.</summary>
    /// <param name="destination">The track from the tone's first sample to the track's end; what does not fit is cut.</param>
    /// <param name="tone">The note.</param>
    public abstract void Play(Span<float> destination, in Tone tone);
}
