namespace GenreNet.Core.Audio;

/// <summary>Represents the progress of work on audio.</summary>
/// <param name="Position">Duration processed so far.</param>
/// <param name="Duration">Duration of the audio, or null if it is unknown until the audio has been read to its end.</param>
public sealed record AudioProgress(TimeSpan Position, TimeSpan? Duration);
