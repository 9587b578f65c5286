namespace GenreNet.Core.Datasets;

/// <summary>Represents two tracks that contain the same recording, at any level, cut or encoded differently.</summary>
/// <param name="First">Id of the first track.</param>
/// <param name="Second">Id of the second track, after the first in ordinal order.</param>
/// <param name="Similarity">
/// Fraction of equal fingerprint bits where the tracks overlap: 1 for identical audio, about 0.5 for unrelated music.
/// </param>
/// <param name="Shift">How much later the same moment of music occurs in the second track; negative if it occurs earlier.</param>
/// <param name="Overlap">Duration of the music that both tracks contain.</param>
/// <param name="Matches">Number of spectral peak pairs in common.</param>
public sealed record NearDuplicate(string First, string Second, double Similarity, TimeSpan Shift, TimeSpan Overlap, int Matches);
