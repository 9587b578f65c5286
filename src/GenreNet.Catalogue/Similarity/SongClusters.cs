using System.Numerics.Tensors;
using GenreNet.Core.Numerics;

namespace GenreNet.Catalogue;

/// <summary>Represents a group of songs that sound alike.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Size">Number of songs in the group.</param>
/// <param name="Songs">The songs nearest to the centre, most similar to it first.</param>
/// <param name="GenreShares">The genres of <paramref name="Songs"/> with their shares, most frequent first.</param>
public sealed record SongCluster(int Size, IReadOnlyList<ScoredSong> Songs, IReadOnlyList<(string Genre, double Share)> GenreShares)
{
    // A second genre this frequent belongs to the name of a group.
    private const double LargeShare = 0.25;

    /// <summary>Gets a name made of the most frequent genres, such as <c>rock</c> or <c>jazz and blues</c>.</summary>
    public string Name => string.Join(" and ", GenreShares.Take(2).Where((share, i) => i == 0 || share.Share >= LargeShare).Select(share => share.Genre));
}

/// <summary>Groups songs by sound: k-means on the sphere, that is, with the cosine as similarity (Dhillon and Modha 2001).</summary>
/// <remarks>
/// The first centres are drawn by k-means++ (Arthur and Vassilvitskii 2007). Catalogues with more than 50 000 songs are represented by 50 000
/// evenly spaced songs while the centres are computed; afterwards each song joins its nearest centre. The same catalogue, number and seed
/// give the same groups on the same machine.
/// </remarks>
public static class SongClusters
{
    private const int LargestSample = 50_000;
    private const int MaxIterations = 100;

    /// <summary>Groups the songs.</summary>
    /// <param name="index">The songs.</param>
    /// <param name="count">Number of groups, from 1 to the number of songs.</param>
    /// <param name="songsPerGroup">Maximum number of songs to return per group, 1 or more.</param>
    /// <param name="seed">Seed of the first centres.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The groups, largest first. Groups that are empty, because of equal songs, are left out.</returns>
    /// <exception cref="CatalogueException">There are fewer songs than groups.</exception>
    public static IReadOnlyList<SongCluster> Find(EmbeddingIndex index, int count, int songsPerGroup, ulong seed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(songsPerGroup);
        if (index.Count < count)
        {
            throw new CatalogueException($"{count} groups need as many songs, and the results have {index.Count} with an embedding: ask for fewer groups.");
        }

        int sampleSize = Math.Min(index.Count, LargestSample);
        int[] sample = [.. Enumerable.Range(0, sampleSize).Select(i => (int)((long)i * index.Count / sampleSize))];
        float[][] centres = Centres(index, sample, count, new SeededRandom(seed), cancellationToken);
        var sizes = new long[count];
        BestSongs[] best = [.. centres.Select(_ => new BestSongs(songsPerGroup))];
        index.ForEachRange(
            () => (Sizes: new long[count], Best: centres.Select(_ => new BestSongs(songsPerGroup)).ToArray()),
            (first, end, found) =>
            {
                for (int song = first; song < end; song++)
                {
                    (int centre, float similarity) = Nearest(centres, index.Embedding(song));
                    found.Sizes[centre]++;
                    found.Best[centre].Add(song, similarity);
                }
            },
            found =>
            {
                for (int i = 0; i < count; i++)
                {
                    sizes[i] += found.Sizes[i];
                    best[i].Add(found.Best[i]);
                }
            },
            cancellationToken);
        return
        [
            .. Enumerable.Range(0, count).Where(i => sizes[i] > 0).OrderByDescending(i => sizes[i]).ThenBy(i => i)
                .Select(i => Describe(index, (int)sizes[i], best[i].Ranked())),
        ];
    }

    private static float[][] Centres(EmbeddingIndex index, int[] sample, int count, SeededRandom random, CancellationToken cancellationToken)
    {
        float[][] centres = FirstCentres(index, sample, count, random, cancellationToken);
        int[] members = new int[sample.Length];
        Array.Fill(members, -1);
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            int[] next = new int[sample.Length];
            float[] similarities = new float[sample.Length];
            Parallel.For(0, sample.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
                (next[i], similarities[i]) = Nearest(centres, index.Embedding(sample[i])));
            if (next.AsSpan().SequenceEqual(members))
            {
                break;
            }

            members = next;
            Move(index, sample, members, similarities, centres);
        }

        return centres;
    }

    /// <summary>Draws each centre with a probability proportional to the distance from the centres so far.</summary>
    private static float[][] FirstCentres(EmbeddingIndex index, int[] sample, int count, SeededRandom random, CancellationToken cancellationToken)
    {
        var centres = new float[count][];
        double[] distances = new double[sample.Length];
        Array.Fill(distances, 2);
        int chosen = random.Next(sample.Length);
        for (int centre = 0; centre < count; centre++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            centres[centre] = index.Embedding(sample[chosen]).ToArray();
            double sum = 0;
            for (int i = 0; i < sample.Length; i++)
            {
                // The squared Euclidean distance of unit vectors is twice this.
                distances[i] = Math.Min(distances[i], Math.Max(0, 1 - TensorPrimitives.Dot(centres[centre], index.Embedding(sample[i]))));
                sum += distances[i];
            }

            double target = random.NextDouble() * sum;
            chosen = 0;
            while (chosen < sample.Length - 1 && (target -= distances[chosen]) >= 0)
            {
                chosen++;
            }
        }

        return centres;
    }

    /// <summary>Moves each centre to the direction of the mean of its songs. A centre without songs moves to the song that fits worst.</summary>
    private static void Move(EmbeddingIndex index, int[] sample, int[] members, float[] similarities, float[][] centres)
    {
        float[][] sums = [.. centres.Select(centre => new float[centre.Length])];
        for (int i = 0; i < sample.Length; i++)
        {
            TensorPrimitives.Add(sums[members[i]], index.Embedding(sample[i]), sums[members[i]]);
        }

        for (int i = 0; i < centres.Length; i++)
        {
            if (TensorPrimitives.Norm(sums[i]) > 0)
            {
                centres[i] = index.Unit(sums[i]);
                continue;
            }

            int worst = TensorPrimitives.IndexOfMin(similarities);
            similarities[worst] = float.MaxValue;
            centres[i] = index.Embedding(sample[worst]).ToArray();
        }
    }

    private static (int Centre, float Similarity) Nearest(float[][] centres, ReadOnlySpan<float> embedding)
    {
        (int Centre, float Similarity) nearest = (0, float.NegativeInfinity);
        for (int i = 0; i < centres.Length; i++)
        {
            float similarity = TensorPrimitives.Dot(centres[i], embedding);
            if (similarity > nearest.Similarity)
            {
                nearest = (i, similarity);
            }
        }

        return nearest;
    }

    private static SongCluster Describe(EmbeddingIndex index, int size, IReadOnlyList<ScoredSong> songs) => new(
        size,
        songs,
        [
            .. songs.CountBy(song => index.Song(song.Song).Genre, StringComparer.Ordinal)
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => (pair.Key, (double)pair.Value / songs.Count)),
        ]);
}
