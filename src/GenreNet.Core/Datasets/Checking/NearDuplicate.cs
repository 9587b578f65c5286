namespace GenreNet.Core.Datasets;

/// <summary>Two tracks that hold the same recording, at any level, cut or encoded differently.</summary>
/// <param name="First">Id of a track.</param>
/// <param name="Second">Id of another, behind the first in ordinal order.</param>
/// <param name="Similarity">Share of equal bits of their fingerprints where they overlap: 1 for the same sound, about 0.5 for unrelated music.</param>
/// <param name="Shift">How much later the same moment of music comes in the second track; negative for earlier.</param>
/// <param name="Overlap">How long the music is that both hold.</param>
/// <param name="Matches">Pairs of spectral peaks in common.</param>
public sealed record NearDuplicate(string First, string Second, double Similarity, TimeSpan Shift, TimeSpan Overlap, int Matches);
