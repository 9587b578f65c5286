using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Search;

namespace GenreNet.Training.Reports;

/// <summary>Draws the charts of a search.</summary>
internal static class SearchCharts
{
    /// <summary>Draws the results of the trials at the end of each rung; returns null if there is only one rung.</summary>
    public static Picture? Rungs(SearchResult search)
    {
        if (search.Plan.Rungs.Count < 2)
        {
            return null;
        }

        int[] epochs = [.. search.Plan.Rungs.Select(r => r.Epochs)];
        Trial[] others = [.. search.Trials.Skip(1).Where(t => t.Results.Any(r => r.IsComplete))];
        Axis x = Logarithmic("epochs", epochs[0], epochs[^1], epochs.Select(e => (double)e));
        ChartLine[] lines =
        [
            .. others.Select((t, i) => new ChartLine(i == 0 ? "other trials" : string.Empty, Points(search, t), Ink.Faint, IsDashed: true, HasMarks: true)),
            new ChartLine("best trial", Points(search, search.Best), Ink.Series(0), HasMarks: true),
        ];
        return LineChart.Draw(
            "rungs", "Results by rung",
            string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(search.Trials.Count, "trial")} over {Plural.Of(epochs.Length, "rung")}; result of the best: {SearchText.Read(search.Search.Objective, search.Best.Last!)}."),
            x, Figures(search, [.. lines.SelectMany(l => l.Points).Select(p => p.Y)]), lines);
    }

    /// <summary>Draws the best result as a function of the number of trials, which indicates whether more trials would help.</summary>
    public static Picture SoFar(SearchResult search)
    {
        bool isLoss = search.Search.Objective == SearchObjective.Loss;
        (int Number, double Figure)[] figures = [.. search.Trials.Where(IsComplete).OrderBy(t => t.Number).Select(t => (t.Number, SearchText.Figure(search.Search.Objective, t.Last!)))];
        List<(double X, double Y)> best = [];
        foreach ((int number, double figure) in figures)
        {
            best.Add((number, best.Count == 0 ? figure : isLoss ? Math.Min(best[^1].Y, figure) : Math.Max(best[^1].Y, figure)));
        }

        var axis = Axis.Of("trial", 1, Math.Max(2, search.Trials.Max(t => t.Number)), isTight: true);
        return LineChart.Draw(
            "so-far", "Best result so far", string.Create(CultureInfo.InvariantCulture, $"Best result as a function of the number of trials ({search.Trials.Count} in total)."),
            axis with { Ticks = [.. axis.Ticks.Where(t => t.Value == Math.Round(t.Value))] }, Figures(search, [.. figures.Select(f => f.Figure)]), [new ChartLine(string.Empty, best, Ink.Series(0), HasMarks: best.Count <= 12)]);
    }

    /// <summary>Draws the result as a function of each numeric setting.</summary>
    public static IEnumerable<Picture> Numbers(SearchResult search) => search.Space.Searched.Where(p => p.Range is not ChoiceRange).Select(p => Scatter(search, p));

    /// <summary>Draws the results of trials by value, for each categorical setting.</summary>
    public static IEnumerable<Picture> Choices(SearchResult search) =>
        search.Search.Objective == SearchObjective.Loss ? [] : search.Space.Searched.Where(p => p.Range is ChoiceRange).Select(p => Bars(search, p));

    private static Picture Scatter(SearchResult search, SearchParameter parameter)
    {
        string name = parameter.Name.Replace('_', ' ');
        Trial[] trials = [.. search.Trials.Where(IsComplete)];
        double Place(string value) => parameter.Range.IsLogarithmic ? Math.Log10(Tunable.Number(value)) : Tunable.Number(value);
        double[] values = [.. trials.Select(t => Tunable.Number(t.Values[parameter.Name]))];
        Axis x = parameter.Range.IsLogarithmic ? Logarithmic(name, values.Min(), values.Max(), Decades(values.Min(), values.Max())) : Axis.Of(name, values.Min(), values.Max());
        string[] kinds = [.. search.Plan.Rungs.Select(r => string.Create(CultureInfo.InvariantCulture, $"up to {Plural.Of(r.Epochs, "epoch")}"))];
        return ScatterChart.Draw(
            ($"by-{parameter.Name.Replace('_', '-')}", $"By {name}", $"Results of {Plural.Of(trials.Length, "trial")} ({SearchText.Label(search.Search.Objective)}) as a function of {name}; value of the best trial: {search.Best.Values[parameter.Name]}."),
            (x, Figures(search, [.. trials.Select(t => SearchText.Figure(search.Search.Objective, t.Last!))])),
            kinds,
            [.. trials.Reverse().Select(t => (Place(t.Values[parameter.Name]), SearchText.Figure(search.Search.Objective, t.Last!), t.Last!.Rung, $"trial {t.Number}: {SearchText.Read(search.Search.Objective, t.Last!)}; {SearchText.Settings(search, t)}"))]);
    }

    private static Picture Bars(SearchResult search, SearchParameter parameter)
    {
        string name = parameter.Name.Replace('_', ' ');
        (string Name, double[] Shares)[] groups =
        [
            .. ((ChoiceRange)parameter.Range).Values
                .Select(value => (Value: value, Trials: search.Trials.Where(t => IsComplete(t) && t.Values[parameter.Name] == value).ToArray()))
                .Where(g => g.Trials.Length > 0)
                .Select(g => (Path.GetFileNameWithoutExtension(g.Value) is var file && g.Value.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? file : g.Value, (double[])
                [
                    g.Trials.Average(t => SearchText.Figure(search.Search.Objective, t.Results[0])),
                    g.Trials.Max(t => SearchText.Figure(search.Search.Objective, t.Last!)),
                ])),
        ];
        string[] series = [search.Plan.Rungs.Count > 1 ? "mean after the first rung" : "mean", "best"];
        return GroupedBars.Draw(
            $"by-{parameter.Name.Replace('_', '-')}", $"By {name}", string.Join("; ", groups.Select(g => $"{g.Name}: mean {PictureText.Percent(g.Shares[0])}, best {PictureText.Percent(g.Shares[1])}")), series, groups);
    }

    private static (double X, double Y)[] Points(SearchResult search, Trial trial) =>
        [.. trial.Results.Where(r => r.IsComplete).Select(r => (Math.Log10(search.Plan.Rungs[r.Rung].Epochs), SearchText.Figure(search.Search.Objective, r)))];

    private static bool IsComplete(Trial trial) => trial.Last is { IsComplete: true };

    private static Axis Figures(SearchResult search, IReadOnlyList<double> values)
    {
        string label = SearchText.Label(search.Search.Objective);
        (double low, double high) = (values.DefaultIfEmpty(0).Min(), values.DefaultIfEmpty(1).Max());
        return search.Search.Objective == SearchObjective.Loss ? Axis.Of(label, low, high) : Axis.Percent(label, low, high);
    }

    // Axis positions are decimal logarithms.
    private static Axis Logarithmic(string label, double low, double high, IEnumerable<double> ticks) => new(
        label, Math.Log10(low) - 0.02, Math.Log10(Math.Max(high, low * 1.01)) + 0.02, [.. ticks.Select(t => (Math.Log10(t), t.ToString("G3", CultureInfo.InvariantCulture)))]);

    private static IEnumerable<double> Decades(double low, double high) => Enumerable.Range((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high)) - (int)Math.Floor(Math.Log10(low)) + 1)
        .SelectMany(decade => (double[])[Math.Pow(10, decade), 3 * Math.Pow(10, decade)])
        .Where(t => t >= low * 0.999 && t <= high * 1.001);
}
