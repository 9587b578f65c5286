namespace GenreNet.Core.Datasets;

/// <summary>Represents what is kept of a track after it has been decoded.</summary>
/// <param name="Track">The track.</param>
/// <param name="Audio">Measurements of the audio, or null if it could not be read.</param>
/// <param name="Fingerprint">Fingerprint of the audio, or null if it could not be read.</param>
/// <param name="Warnings">Warnings of the decoder.</param>
/// <param name="HeaderWarnings">The subset of the warnings that concern a contradictory header while the audio is complete.</param>
/// <param name="Failure">The reason why the track could not be read, or null.</param>
internal sealed record DecodedTrack(
    Track Track, AudioStatistics? Audio, Fingerprint? Fingerprint, IReadOnlyList<string> Warnings, IReadOnlyList<string> HeaderWarnings,
    GenreNetException? Failure);
