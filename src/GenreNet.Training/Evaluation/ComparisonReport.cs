using System.Text.Json;
using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Evaluation;

/// <summary>Compares runs side by side and tests each pair on the tracks that all runs have in common.</summary>
/// <param name="Tracks">Number of common test tracks.</param>
/// <param name="Seed">Seed of the bootstrap.</param>
/// <param name="Runs">The runs, in the given order.</param>
/// <param name="Pairs">The comparison of each run with each later one.</param>
/// <param name="Warnings">Warnings about the comparison, one sentence each.</param>
public sealed record ComparisonReport(
    int Tracks, ulong Seed, IReadOnlyList<RunFigures> Runs, IReadOnlyList<PairComparison> Pairs, IReadOnlyList<string> Warnings)
{
    /// <summary>Minimum number of common tracks for runs that were tested on different tracks.</summary>
    public const int FewestCommonTracks = 10;

    /// <summary>Compares runs.</summary>
    /// <param name="runs">Two or more runs with distinct names.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <exception cref="GenreNetException">The runs have too few tracks in common, or disagree on the genre of a track.</exception>
    public static ComparisonReport Of(IReadOnlyList<TestedRun> runs, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs.Count, 2, nameof(runs));
        string[] common = Common(runs);
        (TestedRun First, TestedRun Second)[] pairs = [.. runs.SelectMany((first, i) => runs.Skip(i + 1).Select(second => (first, second)))];
        PairComparison[] tested = [.. pairs.Select(pair => Test(pair.First, pair.Second, common, seed))];
        double[] holm = HolmCorrection.Adjust([.. tested.Select(pair => pair.PValue)]);
        List<string> warnings = [.. runs.Where(r => r.Figures.IsLeaky).Select(r =>
            $"{r.Figures.Name} was fitted on segments of its test tracks (a leaky split), so its figures are inflated.")];
        if (runs.Any(r => r.Answers.Count != common.Length))
        {
            warnings.Add($"The runs have different test tracks ({string.Join(", ", runs.Select(r => $"{r.Figures.Name}: {r.Answers.Count}"))}): pairs are compared on the {common.Length} common tracks, and the figures of each run refer to its own test tracks.");
        }

        return new ComparisonReport(common.Length, seed, [.. runs.Select(r => r.Figures)], [.. tested.Zip(holm, (pair, p) => pair with { HolmPValue = p })], warnings);
    }

    /// <summary>Serializes the report as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.ComparisonReport);

    private static string[] Common(IReadOnlyList<TestedRun> runs)
    {
        string[] common = [.. runs[0].Answers.Keys.Where(track => runs.All(r => r.Answers.ContainsKey(track))).Order(StringComparer.Ordinal)];
        bool isSame = runs.All(r => r.Answers.Count == common.Length);
        if (common.Length == 0 || (!isSame && common.Length < FewestCommonTracks))
        {
            throw new GenreNetException(
                $"The runs have {(common.Length == 0 ? "no" : $"only {common.Length}")} test {Plural.Choose(common.Length, "track", "tracks")} in common ({string.Join(", ", runs.Select(r => $"{r.Figures.Name}: {r.Answers.Count}"))}), and a paired test needs at least {FewestCommonTracks}: train them on the same split; pass the split.json of one run to --split-file.");
        }

        foreach (TestedRun other in runs.Skip(1))
        {
            string? odd = common.FirstOrDefault(track => GenreName.Key(other.Answers[track].Genre) != GenreName.Key(runs[0].Answers[track].Genre));
            if (odd is not null)
            {
                throw new GenreNetException(
                    $"The genre of track {odd} is {runs[0].Answers[odd].Genre} in {runs[0].Figures.Name} but {other.Answers[odd].Genre} in {other.Figures.Name}: compare runs on the same dataset.");
            }
        }

        return common;
    }

    private static PairComparison Test(TestedRun first, TestedRun second, string[] tracks, ulong seed)
    {
        int[] differences = [.. tracks.Select(track => (first.Answers[track].IsRight ? 1 : 0) - (second.Answers[track].IsRight ? 1 : 0))];
        (int onlyFirst, int onlySecond) = (differences.Count(d => d > 0), differences.Count(d => d < 0));
        var test = McNemarTest.Of(onlyFirst, onlySecond);
        return new PairComparison(
            first.Figures.Name,
            second.Figures.Name,
            onlyFirst,
            onlySecond,
            (double)(onlyFirst - onlySecond) / tracks.Length,
            PairedBootstrap.Of(differences, seed),
            test.PValue,
            test.MidPValue,
            test.PValue)
        {
            PerGenre = GenreDifference.Of(first.Answers, second.Answers, tracks, seed),
        };
    }
}
