namespace GenreNet.Training.Evaluation;

/// <summary>Compares two runs on the common tracks of one genre.</summary>
/// <param name="Genre">The genre.</param>
/// <param name="Tracks">Number of common tracks of the genre.</param>
/// <param name="FirstRecall">Recall of the first run by track, 0 to 1.</param>
/// <param name="SecondRecall">Recall of the second run by track, 0 to 1.</param>
/// <param name="Difference">Recall of the first run minus that of the second, -1 to 1.</param>
/// <param name="Interval">95 % confidence interval of the difference; see <see cref="PairedBootstrap"/>.</param>
/// <param name="PValue">The exact p-value; see <see cref="McNemarTest"/>.</param>
/// <param name="HolmPValue">The exact p-value, adjusted for all genres; see <see cref="HolmCorrection"/>.</param>
public sealed record GenreDifference(
    string Genre, int Tracks, double FirstRecall, double SecondRecall, double Difference, DifferenceInterval Interval, double PValue, double HolmPValue)
{
    /// <summary>Compares two runs genre by genre.</summary>
    /// <param name="first">The predictions of the first run, by track.</param>
    /// <param name="second">The predictions of the second run, by track.</param>
    /// <param name="tracks">The common tracks, sorted.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    internal static IReadOnlyList<GenreDifference> Of(
        IReadOnlyDictionary<string, TestedTrack> first, IReadOnlyDictionary<string, TestedTrack> second, IReadOnlyList<string> tracks, ulong seed)
    {
        GenreDifference[] found =
        [
            .. tracks.GroupBy(track => first[track].Genre, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Of(g.Key, [.. g.Select(track => (first[track].IsRight, second[track].IsRight))], seed)),
        ];
        double[] holm = HolmCorrection.Adjust([.. found.Select(d => d.PValue)]);
        return [.. found.Zip(holm, (difference, p) => difference with { HolmPValue = p })];
    }

    private static GenreDifference Of(string genre, (bool First, bool Second)[] answers, ulong seed)
    {
        int[] differences = [.. answers.Select(a => (a.First ? 1 : 0) - (a.Second ? 1 : 0))];
        double p = McNemarTest.Of(differences.Count(d => d > 0), differences.Count(d => d < 0)).PValue;
        return new GenreDifference(
            genre,
            answers.Length,
            answers.Average(a => a.First ? 1.0 : 0),
            answers.Average(a => a.Second ? 1.0 : 0),
            differences.Average(),
            PairedBootstrap.Of(differences, seed),
            p,
            p);
    }
}
