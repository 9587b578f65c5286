using GenreNet.Core.Numerics;

namespace GenreNet.Training.Evaluation;

/// <summary>
/// Estimates the variability of the difference of two accuracies over tracks: resamples the available tracks with replacement, keeping both
/// predictions of a track together.
/// </summary>
/// <remarks>Efron and Tibshirani, "An introduction to the bootstrap" (1993), chapter 13: the percentile interval.</remarks>
public static class PairedBootstrap
{
    /// <summary>Number of bootstrap resamples.</summary>
    public const int Resamples = 10_000;

    private const double Outside = 0.025;

    /// <summary>Computes the confidence interval of the first accuracy minus the second.</summary>
    /// <param name="differences">For each track: 1 if only the first model is correct, -1 if only the second is, 0 otherwise.</param>
    /// <param name="seed">The seed of the resampling; equal seeds give equal intervals.</param>
    /// <exception cref="ArgumentException">There are no tracks.</exception>
    public static DifferenceInterval Of(IReadOnlyList<int> differences, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count == 0)
        {
            throw new ArgumentException("The bootstrap needs at least one track.", nameof(differences));
        }

        var random = new SeededRandom(seed);
        int[] sums = new int[Resamples];
        for (int i = 0; i < sums.Length; i++)
        {
            for (int track = 0; track < differences.Count; track++)
            {
                sums[i] += differences[random.Next(differences.Count)];
            }
        }

        Array.Sort(sums);
        int cut = (int)(Outside * Resamples);
        return new DifferenceInterval((double)sums[cut] / differences.Count, (double)sums[^(cut + 1)] / differences.Count);
    }
}
