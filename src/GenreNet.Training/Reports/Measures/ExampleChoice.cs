using GenreNet.Core.Numerics;

namespace GenreNet.Training.Reports;

/// <summary>Chooses an example track for each genre.</summary>
internal static class ExampleChoice
{
    /// <summary>Chooses a track for each genre that has any.</summary>
    /// <param name="tracks">The tracks.</param>
    /// <param name="genreCount">Number of genres.</param>
    /// <param name="seed">The seed for a random choice; null for typical tracks.</param>
    /// <returns>Indices of tracks, in the order of the genres.</returns>
    public static IEnumerable<int> Of(IReadOnlyList<ExploredTrack> tracks, int genreCount, ulong? seed) =>
        seed is ulong value ? Drawn(tracks, genreCount, new SeededRandom(value)) : new TrackSpace(tracks).Typical(tracks, genreCount);

    /// <summary>Describes how the examples were chosen, in one sentence.</summary>
    public static string Note(ulong? seed) => seed is null
        ? "For each genre, the track closest to the mean of the genre."
        : FormattableString.Invariant($"One random track per genre, drawn with seed {seed}.");

    private static IEnumerable<int> Drawn(IReadOnlyList<ExploredTrack> tracks, int genreCount, SeededRandom random)
    {
        for (int genre = 0; genre < genreCount; genre++)
        {
            int[] own = [.. Enumerable.Range(0, tracks.Count).Where(i => tracks[i].Genre == genre)];
            if (own.Length > 0)
            {
                yield return own[random.Next(own.Length)];
            }
        }
    }
}
