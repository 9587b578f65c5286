using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Search;

namespace GenreNet.Training.Reports;

/// <summary>Estimates how much the result of a search depends on each numeric setting.</summary>
/// <remarks>
/// Spearman's rank correlation, with the confidence interval of Fieller, Hartley and Pearson, "Tests for rank correlation coefficients"
/// (1957). Only results after the first rung are used, which all trials have: later results are those of selected trials.
/// </remarks>
internal static class SearchCorrelation
{
    /// <summary>Minimum number of trials; with fewer, the intervals are too wide to be useful.</summary>
    public const int FewestTrials = 8;

    private const double Deviations = 1.959963984540054;
    private const double Fieller = 1.03;

    /// <summary>Draws the correlation of each numeric setting with the result; returns null if there are too few trials.</summary>
    public static Picture? Draw(SearchResult search)
    {
        Trial[] trials = [.. search.Trials.Where(t => t.Results.Count > 0 && t.Results[0].IsComplete)];
        SearchParameter[] settings = [.. search.Space.Searched.Where(p => p.Range is not ChoiceRange)];
        if (trials.Length < FewestTrials || settings.Length == 0)
        {
            return null;
        }

        // Positive means better for each objective.
        double sign = search.Search.Objective == SearchObjective.Loss ? -1 : 1;
        double[] results = [.. trials.Select(t => sign * SearchText.Figure(search.Search.Objective, t.Results[0]))];
        IntervalRow[] rows =
        [
            .. settings.Select(setting =>
            {
                double correlation = Spearman([.. trials.Select(t => Tunable.Number(t.Values[setting.Name]))], results);
                (double low, double high) = Interval(correlation, trials.Length);
                return new IntervalRow(setting.Name.Replace('_', ' '), correlation, low, high, $"{Text(correlation)} ({Text(low)} to {Text(high)})", low > 0 || high < 0 ? Ink.Series(1) : Ink.Series(0))
                {
                    Mark = low > 0 || high < 0 ? MarkKind.Diamond : MarkKind.Circle,
                };
            }).OrderByDescending(r => Math.Abs(r.Value)),
        ];
        return IntervalChart.Draw(
            ("correlations", "Rank correlation with the result, 95\u00a0% CI", $"{Plural.Of(trials.Length, "trial")}; {string.Join("; ", rows.Select(r => $"{r.Label}: {r.Text}"))}"),
            Axis.Of("Spearman's rank correlation; right of 0: larger values are better", -1, 1), rows, (0, "none"));
    }

    /// <summary>Computes Spearman's rank correlation; 0 if one of the variables is constant.</summary>
    internal static double Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        (double[] first, double[] second) = (Ranks(x), Ranks(y));
        double mean = (x.Count + 1) / 2.0;
        double covariance = first.Zip(second, (a, b) => (a - mean) * (b - mean)).Sum();
        double scale = Math.Sqrt(first.Sum(a => (a - mean) * (a - mean)) * second.Sum(b => (b - mean) * (b - mean)));
        return scale > 0 ? covariance / scale : 0;
    }

    /// <summary>Computes the 95 % confidence interval of a rank correlation.</summary>
    /// <param name="correlation">The correlation.</param>
    /// <param name="count">Number of pairs, at least 4.</param>
    internal static (double Low, double High) Interval(double correlation, int count)
    {
        double center = Math.Atanh(Math.Clamp(correlation, -0.999999, 0.999999));
        double half = Deviations * Fieller / Math.Sqrt(count - 3);
        return (Math.Tanh(center - half), Math.Tanh(center + half));
    }

    // Equal values share the mean of their ranks.
    private static double[] Ranks(IReadOnlyList<double> values) =>
        [.. values.Select(v => values.Count(other => other < v) + ((values.Count(other => other == v) + 1) / 2.0))];

    private static string Text(double value) => value.ToString("+0.00;\u22120.00;0.00", CultureInfo.InvariantCulture);
}
