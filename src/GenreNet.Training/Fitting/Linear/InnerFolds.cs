using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Fitting;

/// <summary>
/// Represents folds of the training tracks: each track is predicted by a classifier fitted without it and without its group.
/// </summary>
/// <remarks>
/// Unlike the folds of <see cref="TrackSplit"/>, a fold may lack a genre: only the remaining tracks must cover all genres.
/// Two tracks per genre are therefore enough, and a genre with three groups does not prevent ten folds.
/// </remarks>
/// <param name="Folds">The track indices of each fold, from 0.</param>
/// <param name="Description">A description of the folds, such as <c>10-fold cross-validation with groups apart</c>.</param>
/// <param name="Warnings">Warnings about the folds, one sentence each.</param>
internal sealed record InnerFolds(IReadOnlyList<int[]> Folds, string Description, IReadOnlyList<string> Warnings)
{
    // Small sets need every track for training, and their fits are cheap.
    private const int MostLeftOut = 100;

    /// <summary>Creates the folds.</summary>
    /// <param name="tracks">The training tracks.</param>
    /// <param name="genres">Names of the labels.</param>
    /// <param name="folds">Requested number of folds, 2 or more; with up to a hundred groups, leave-one-group-out is used instead.</param>
    /// <param name="seed">The seed for breaking ties.</param>
    /// <exception cref="DatasetException">A genre has fewer than two tracks.</exception>
    public static InnerFolds Of(IReadOnlyList<LabelledTrack> tracks, IReadOnlyList<string> genres, int folds, ulong seed)
    {
        LabelledTrack[][] byGenre = [.. Enumerable.Range(0, genres.Count).Select(genre => tracks.Where(t => t.Label == genre).ToArray())];
        int lonely = Array.FindIndex(byGenre, own => own.Length < 2);
        if (lonely >= 0)
        {
            throw new DatasetException(
                $"The genre {genres[lonely]} has too few usable training tracks ({byGenre[lonely].Length}; a linear network needs at least two per genre): "
                + "add tracks, or remove the genre from the data.");
        }

        // If a genre consists of a single group, its tracks are left out one by one; otherwise no training data would remain for it.
        int[] single = [.. Enumerable.Range(0, genres.Count).Where(genre => byGenre[genre].DistinctBy(t => t.Group, StringComparer.Ordinal).Count() == 1)];
        int[][] units = [.. Enumerable.Range(0, tracks.Count)
            .GroupBy(i => single.Contains(tracks[i].Label) ? $"track:{tracks[i].Id}" : $"group:{tracks[i].Group}", StringComparer.Ordinal)
            .Select(unit => unit.ToArray()).OrderBy(unit => tracks[unit[0]].Id, StringComparer.Ordinal)];
        string[] warnings = single.Length == 0 ? [] :
        [
            $"All tracks of {string.Join(", ", single.Select(genre => genres[genre]))} are in one group{Plural.Choose(single.Length, string.Empty, " per genre")}, so the cross-validation leaves out "
                + $"one track at a time: the accuracy of {Plural.Choose(single.Length, "this genre", "these genres")} is too high if the tracks share an artist or recording.",
        ];
        bool hasGroups = units.Length < tracks.Count;
        if (units.Length > Math.Max(MostLeftOut, folds) && Share(units, tracks, genres.Count, folds, seed) is { } shared)
        {
            return new InnerFolds(shared, $"{folds}-fold cross-validation{(hasGroups ? " with groups apart" : string.Empty)}", warnings);
        }

        return new InnerFolds(units, $"cross-validation that leaves one {(hasGroups ? "group" : "track")} out at a time", warnings);
    }

    /// <summary>
    /// Distributes units over folds so that genres are spread evenly; returns null if a fold would contain all tracks of a genre.
    /// </summary>
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

        // Assign large groups first, while all folds have room; each goes to the fold with the fewest tracks of its genres, then with the
        // fewest tracks.
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

        bool isInteger = Enumerable.Range(0, genreCount).All(genre => counts.Count(fold => fold[genre] > 0) > 1);
        return isInteger ? [.. shared.Where(fold => fold.Count > 0).Select(fold => fold.Order().ToArray())] : null;
    }
}
