using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Fitting;

/// <summary>Folds of the tracks that train: each track is answered by a classifier fitted without it and without its group.</summary>
/// <remarks>
/// Unlike those of <see cref="TrackSplit"/>, a fold may lack a genre: what counts is that the rest has all of them.
/// So two tracks of a genre are enough, and a genre of three groups does not stop ten folds.
/// </remarks>
/// <param name="Folds">The tracks of each fold, from 0.</param>
/// <param name="Description">The folds in words, such as <c>10-fold cross-validation with groups apart</c>.</param>
/// <param name="Warnings">What was odd, a sentence each.</param>
internal sealed record InnerFolds(IReadOnlyList<int[]> Folds, string Description, IReadOnlyList<string> Warnings)
{
    // Small sets need every track to learn from, and their fits cost nothing.
    private const int MostLeftOut = 100;

    /// <summary>Makes the folds.</summary>
    /// <param name="tracks">The tracks.</param>
    /// <param name="genres">Names of the labels.</param>
    /// <param name="folds">Wanted number, 2 or more; up to a hundred groups are left out one by one instead.</param>
    /// <param name="seed">Decides between equals.</param>
    /// <exception cref="DatasetException">A genre has fewer than two tracks.</exception>
    public static InnerFolds Of(IReadOnlyList<LabelledTrack> tracks, IReadOnlyList<string> genres, int folds, ulong seed)
    {
        LabelledTrack[][] byGenre = [.. Enumerable.Range(0, genres.Count).Select(genre => tracks.Where(t => t.Label == genre).ToArray())];
        int lonely = Array.FindIndex(byGenre, own => own.Length < 2);
        if (lonely >= 0)
        {
            throw new DatasetException(
                $"the genre {genres[lonely]} has {byGenre[lonely].Length} usable tracks to train, and a linear network needs two per genre: "
                + "add tracks, or take the genre out of the data.");
        }

        // Where a genre is a single group, its tracks are left out one by one, or nothing of it would be left to learn from.
        int[] single = [.. Enumerable.Range(0, genres.Count).Where(genre => byGenre[genre].DistinctBy(t => t.Group, StringComparer.Ordinal).Count() == 1)];
        int[][] units = [.. Enumerable.Range(0, tracks.Count)
            .GroupBy(i => single.Contains(tracks[i].Label) ? $"track:{tracks[i].Id}" : $"group:{tracks[i].Group}", StringComparer.Ordinal)
            .Select(unit => unit.ToArray()).OrderBy(unit => tracks[unit[0]].Id, StringComparer.Ordinal)];
        string[] warnings = single.Length == 0 ? [] :
        [
            $"all tracks of {string.Join(", ", single.Select(genre => genres[genre]))} are of one group, so the cross-validation leaves them out one by one: "
                + $"its figure for {(single.Length == 1 ? "this genre" : "these genres")} is too high if they share an artist or recording.",
        ];
        bool hasGroups = units.Length < tracks.Count;
        if (units.Length > Math.Max(MostLeftOut, folds) && Share(units, tracks, genres.Count, folds, seed) is { } shared)
        {
            return new InnerFolds(shared, $"{folds}-fold cross-validation{(hasGroups ? " with groups apart" : string.Empty)}", warnings);
        }

        return new InnerFolds(units, $"cross-validation that leaves one {(hasGroups ? "group" : "track")} out at a time", warnings);
    }

    /// <summary>Shares units out so that genres are spread evenly; null where that leaves all tracks of a genre in one fold.</summary>
    private static int[][]? Share(int[][] units, IReadOnlyList<LabelledTrack> tracks, int genreCount, int folds, ulong seed)
    {
        int[][] order = [.. units];
        new SeededRandom(seed).Shuffle<int[]>(order);
        double[] totals = new double[genreCount];
        foreach (LabelledTrack track in tracks)
        {
            totals[track.Label]++;
        }

        int[][] counts = [.. Enumerable.Range(0, folds).Select(_ => new int[genreCount])];
        List<int>[] shared = [.. Enumerable.Range(0, folds).Select(_ => new List<int>())];

        // Large groups first, while all folds have room for them; each goes where fewest of its genres are, then where fewest tracks are.
        foreach (int[] unit in order.OrderByDescending(unit => unit.Length))
        {
            int best = Enumerable.Range(0, folds)
                .MinBy(fold => (unit.Sum(i => counts[fold][tracks[i].Label] / totals[tracks[i].Label]), shared[fold].Count));
            shared[best].AddRange(unit);
            foreach (int track in unit)
            {
                counts[best][tracks[track].Label]++;
            }
        }

        bool isWhole = Enumerable.Range(0, genreCount).All(genre => counts.Count(fold => fold[genre] > 0) > 1);
        return isWhole ? [.. shared.Where(fold => fold.Count > 0).Select(fold => fold.Order().ToArray())] : null;
    }
}
