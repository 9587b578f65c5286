using GenreNet.Core.Audio;

namespace GenreNet.Core.Datasets;

/// <summary>Represents a track together with a function that opens its audio.</summary>
/// <param name="Track">The track.</param>
/// <param name="Open">
/// Opens a reader, which the caller disposes; throws the exceptions of <see cref="AudioFile.Open(string, CancellationToken)"/>.
/// </param>
public sealed record TrackAudio(Track Track, Func<AudioReader> Open);
