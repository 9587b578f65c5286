using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Search;

namespace GenreNet.Training.Reports;

/// <summary>Draws the trials of a search as parallel coordinates: one axis per setting, and one for the result.</summary>
internal static class SearchParallel
{
    private const double FaintestTrial = 0.3;

    /// <summary>Returns the name by which the script of the page finds a trial.</summary>
    public static string Key(Trial trial) => $"trial-{trial.Number}";

    /// <summary>Draws the trials; returns null if fewer than two have a result.</summary>
    public static Picture? Draw(SearchResult search)
    {
        Trial[] trials = [.. search.Trials.Where(t => t.Last is { IsComplete: true })];
        SearchParameter[] settings = [.. search.Space.Searched];
        if (trials.Length < 2 || settings.Length == 0)
        {
            return null;
        }

        SearchObjective objective = search.Search.Objective;
        double[] results = [.. trials.Select(t => SearchText.Figure(objective, t.Last!))];
        Axis result = objective == SearchObjective.Loss
            ? Axis.Of("validation loss", results.Min(), results.Max(), isTight: true)
            : Axis.Of($"accuracy by {(objective == SearchObjective.Tracks ? "track" : "segment")}", results.Min(), results.Max(), isTight: true, format: SearchText.Percent);
        (Axis Axis, Func<Trial, double> Share)[] axes =
        [
            .. settings.Select(s => Of(s, trials)),
            (WithEnds(result, results), t => result.Share(SearchText.Figure(objective, t.Last!))),
        ];
        return ParallelChart.Draw(
            (
                "parallel", "Settings and result of each trial",
                $"{Plural.Of(trials.Length, "trial")} over {string.Join(", ", settings.Select(s => s.Name.Replace('_', ' ')))} and {SearchText.Label(objective)}. Best: {SearchText.Settings(search, search.Best)}."),
            [.. axes.Select(a => a.Axis)],
            [.. trials.Reverse().Select(t => new ParallelLine(
                Key(t), [.. axes.Select(a => a.Share(t))], Color(search, t), t == search.Best ? 1 : Opacity(search, t, axes[^1].Share(t)),
                $"Trial {t.Number} ({search.StatusOf(t).ToString().ToLowerInvariant()}): {SearchText.Read(objective, t.Last!)}; {SearchText.Settings(search, t).Replace('_', ' ')}"))],
            [("best trial", Ink.Series(1)), ("all epochs", Ink.Series(0)), .. trials.Any(t => IsPruned(search, t)) ? ((string, Ink)[])[("pruned", Ink.Faint)] : []]);
    }

    private static bool IsPruned(SearchResult search, Trial trial) => search.StatusOf(trial) == TrialStatus.Pruned;

    private static Ink Color(SearchResult search, Trial trial) =>
        trial == search.Best ? Ink.Series(1) : IsPruned(search, trial) ? Ink.Faint : Ink.Series(0);

    // Better trials have stronger colours.
    private static double Opacity(SearchResult search, Trial trial, double share)
    {
        double quality = search.Search.Objective == SearchObjective.Loss ? 1 - share : share;
        return (IsPruned(search, trial) ? 0.7 : 1) * (FaintestTrial + ((1 - FaintestTrial) * quality));
    }

    private static (Axis Axis, Func<Trial, double> Share) Of(SearchParameter setting, IReadOnlyList<Trial> trials)
    {
        string label = setting.Name.Replace('_', ' ');
        if (setting.Range is ChoiceRange choice)
        {
            int last = Math.Max(1, choice.Values.Count - 1);
            return (
                new Axis(label, 0, last, [.. choice.Values.Select((value, i) => ((double)i, Path.GetFileNameWithoutExtension(value) is var file && value.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? file : value))]),
                t => (double)Index(choice, t.Values[setting.Name]) / last);
        }

        double Place(double value) => setting.Range.IsLogarithmic ? Math.Log10(value) : value;
        double[] values = [.. trials.Select(t => Tunable.Number(t.Values[setting.Name]))];
        (double low, double high) = (values.Min(), values.Max());
        if (!(high > low))
        {
            return (new Axis(label, Place(low) - 1, Place(low) + 1, [(Place(low), Short(low))]), _ => 0.5);
        }

        // The ends of a logarithmic axis and round values between them; the ends of other axes, and their ticks.
        IEnumerable<(double, string)> ticks = setting.Range.IsLogarithmic
            ? Decades(low, high).Select(v => (Place(v), Short(v)))
            : Axis.Of(label, low, high, isTight: true).Ticks;
        Axis axis = WithEnds(new Axis(label, Place(low), Place(high), [.. ticks]), [Place(low), Place(high)], v => Short(setting.Range.IsLogarithmic ? Math.Pow(10, v) : v));
        return (axis, t => axis.Share(Place(Tunable.Number(t.Values[setting.Name]))));
    }

    // Ticks at both ends, and the others that have room.
    private static Axis WithEnds(Axis axis, IReadOnlyList<double> values, Func<double, string>? format = null)
    {
        format ??= v => axis.Ticks.Any(t => t.Text.EndsWith('%')) ? SearchText.Percent(v) : Short(v);
        (double low, double high) = (values.Min(), values.Max());
        return axis with
        {
            Ticks = [(low, format(low)), .. axis.Ticks.Where(t => axis.Share(t.Value) is > 0.06 and < 0.94), (high, format(high))],
        };
    }

    private static IEnumerable<double> Decades(double low, double high) =>
        Enumerable.Range((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high)) - (int)Math.Floor(Math.Log10(low)) + 1)
            .Select(decade => Math.Pow(10, decade)).Where(v => v >= low && v <= high);

    private static string Short(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    private static int Index(ChoiceRange choice, string value) => Math.Max(0, choice.Values.TakeWhile(v => v != value).Count());
}
