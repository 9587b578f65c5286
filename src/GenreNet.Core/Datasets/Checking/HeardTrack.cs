namespace GenreNet.Core.Datasets;

/// <summary>What is left of a track once it was listened to.</summary>
/// <param name="Track">The track.</param>
/// <param name="Audio">Its measures, or null if it could not be read.</param>
/// <param name="Fingerprint">Its fingerprint, or null if it could not be read.</param>
/// <param name="Warnings">What its decoder had to say.</param>
/// <param name="HeaderWarnings">Those of them on a header that contradicts itself while the audio is complete.</param>
/// <param name="Failure">Why it could not be read, or null.</param>
internal sealed record HeardTrack(
    Track Track, AudioStatistics? Audio, Fingerprint? Fingerprint, IReadOnlyList<string> Warnings, IReadOnlyList<string> HeaderWarnings,
    GenreNetException? Failure);
