using System.Numerics.Tensors;

namespace GenreNet.Catalogue;

/// <summary>Finds a chain of songs that leads from one song to another in steps that are as small and as equal as possible.</summary>
/// <remarks>
/// The waypoints divide the arc between the two embeddings into equal angles (spherical linear interpolation, Shoemake 1985). The
/// candidates of a waypoint are the songs nearest to it; a song that is near several waypoints is a candidate of the nearest. Of all chains
/// with one candidate per waypoint, the chain with the smallest sum of squared angles between consecutive songs is returned, found by dynamic
/// programming. Waypoints without a candidate are left out, so a small catalogue gives a shorter chain.
/// </remarks>
public static class SongPath
{
    private const int CandidatesPerWaypoint = 32;

    /// <summary>Songs that are at least this similar are copies of one recording.</summary>
    private const float CopySimilarity = 0.99999f;

    /// <summary>Finds a chain.</summary>
    /// <param name="index">The songs.</param>
    /// <param name="first">Index of the first song.</param>
    /// <param name="last">Index of the last song.</param>
    /// <param name="length">Number of songs including the first and the last, 2 or more.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The chain with the similarity of each song to the one before it; 1 for the first. May have fewer songs than wanted.</returns>
    /// <exception cref="CatalogueException">The two songs are the same, or sound the same.</exception>
    public static IReadOnlyList<ScoredSong> Find(EmbeddingIndex index, int first, int last, int length, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        float similarity = TensorPrimitives.Dot(index.Embedding(first), index.Embedding(last));
        if (first == last || similarity >= CopySimilarity)
        {
            throw new CatalogueException($"{index.Song(first).Path} and {index.Song(last).Path} sound the same: choose two different songs.");
        }

        int[][] candidates = Candidates(index, first, last, length, similarity, cancellationToken);
        return Scored(index, Chain(index, [[first], .. candidates.Where(list => list.Length > 0), [last]]));
    }

    private static int[][] Candidates(EmbeddingIndex index, int first, int last, int length, float similarity, CancellationToken cancellationToken)
    {
        if (length == 2)
        {
            return [];
        }

        float[][] waypoints = [.. Enumerable.Range(1, length - 2).Select(i => Between(index, first, last, similarity, i / (length - 1.0)))];
        IReadOnlyList<IReadOnlyList<ScoredSong>> found = index.Search(waypoints, CandidatesPerWaypoint, new HashSet<int> { first, last }, cancellationToken);
        var nearest = found.SelectMany((songs, waypoint) => songs.Select(song => (song.Song, song.Similarity, Waypoint: waypoint)))
            .Where(entry => !IsCopy(index, entry.Song, first) && !IsCopy(index, entry.Song, last))
            .GroupBy(entry => entry.Song)
            .Select(group => group.OrderByDescending(entry => entry.Similarity).ThenBy(entry => entry.Waypoint).First());
        int[][] candidates = [.. waypoints.Select(_ => Array.Empty<int>())];
        foreach (var waypoint in nearest.GroupBy(entry => entry.Waypoint))
        {
            candidates[waypoint.Key] = [.. waypoint.Select(entry => entry.Song).Order()];
        }

        return candidates;
    }

    private static float[] Between(EmbeddingIndex index, int first, int last, float similarity, double share)
    {
        // Opposite embeddings are joined by any arc; the chord through the origin has no direction in its middle.
        double angle = Math.Acos(Math.Clamp(similarity, -0.999999, 1.0));
        float start = (float)(Math.Sin((1 - share) * angle) / Math.Sin(angle));
        float end = (float)(Math.Sin(share * angle) / Math.Sin(angle));
        float[] point = new float[index.Size];
        TensorPrimitives.Multiply(index.Embedding(first), start, point);
        TensorPrimitives.MultiplyAdd(index.Embedding(last), end, point, point);
        return point;
    }

    private static bool IsCopy(EmbeddingIndex index, int song, int other) =>
        TensorPrimitives.Dot(index.Embedding(song), index.Embedding(other)) >= CopySimilarity;

    /// <summary>Chooses a song of each list so that the sum of squared angles is smallest. Ties go to the earlier song.</summary>
    private static int[] Chain(EmbeddingIndex index, int[][] lists)
    {
        double[] costs = [0];
        var origins = new int[lists.Length][];
        for (int i = 1; i < lists.Length; i++)
        {
            double[] next = new double[lists[i].Length];
            origins[i] = new int[next.Length];
            for (int j = 0; j < next.Length; j++)
            {
                (next[j], origins[i][j]) = Cheapest(index, lists[i - 1], costs, lists[i][j]);
            }

            costs = next;
        }

        int[] chain = new int[lists.Length];
        int position = 0;
        for (int i = lists.Length - 1; i >= 0; i--)
        {
            chain[i] = lists[i][position];
            position = i == 0 ? 0 : origins[i][position];
        }

        return chain;
    }

    private static (double Cost, int Origin) Cheapest(EmbeddingIndex index, int[] songs, double[] costs, int next)
    {
        (double Cost, int Origin) best = (double.PositiveInfinity, 0);
        for (int i = 0; i < songs.Length; i++)
        {
            double similarity = TensorPrimitives.Dot(index.Embedding(songs[i]), index.Embedding(next));
            double angle = Math.Acos(Math.Clamp(similarity, -1, 1));
            double cost = costs[i] + (angle * angle);
            if (cost < best.Cost)
            {
                best = (cost, i);
            }
        }

        return best;
    }

    private static ScoredSong[] Scored(EmbeddingIndex index, int[] chain) =>
    [
        .. chain.Select((song, i) => new ScoredSong(song, i == 0 ? 1 : TensorPrimitives.Dot(index.Embedding(chain[i - 1]), index.Embedding(song)))),
    ];
}
