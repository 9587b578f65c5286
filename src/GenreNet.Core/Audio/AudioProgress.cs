namespace GenreNet.Core.Audio;

/// <summary>How far work on audio is.</summary>
/// <param name="Position">What is done.</param>
/// <param name="Duration">Length of the audio, or null where only reading to the end can tell.</param>
public sealed record AudioProgress(TimeSpan Position, TimeSpan? Duration);
