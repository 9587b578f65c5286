using GenreNet.Core.Audio;

namespace GenreNet.Core.Datasets;

/// <summary>A track together with a way to its audio.</summary>
/// <param name="Track">The track.</param>
/// <param name="Open">Opens a reader, which the caller disposes; throws what <see cref="AudioFile.Open(string, CancellationToken)"/> throws.</param>
public sealed record TrackAudio(Track Track, Func<AudioReader> Open);
