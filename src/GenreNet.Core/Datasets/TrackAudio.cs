using GenreNet.Core.Audio;

namespace GenreNet.Core.Datasets;

/// <summary>Represents a track together with a function that opens its audio.</summary>
/// <remarks>Immutable. Any thread can call <see cref="Open"/>, also more than once; each call returns a reader of its own.</remarks>
/// <param name="Track">The track.</param>
/// <param name="Open">
/// Opens a reader, which the caller disposes; throws the exceptions of <see cref="AudioFile.Open(string, CancellationToken)"/>.
/// </param>
/// <seealso cref="TrackLibrary"/>
public sealed record TrackAudio(Track Track, Func<AudioReader> Open);
