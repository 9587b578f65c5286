using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Search;

namespace GenreNet.Training.Reports;

/// <summary>Creates the tables of a search.</summary>
internal static class SearchTables
{
    /// <summary>Creates a table of the trials, best first.</summary>
    /// <param name="search">The search.</param>
    public static ReportTable Trials(SearchResult search)
    {
        string[] settings = [.. search.Space.Searched.Select(p => p.Name)];
        return new ReportTable(
            "Trials",
            [new("trial", true), new("status"), new("epochs", true), new("tracks", true), new("segments", true), new("loss", true), .. settings.Select(name => new ReportColumn(name.Replace('_', ' ')))],
            [
                .. search.Trials.Select(trial => (string[])
                [
                    trial.Number.ToString(CultureInfo.InvariantCulture),
                    search.StatusOf(trial).ToString().ToLowerInvariant(),
                    .. Figures(trial.Last),
                    .. settings.Select(name => trial.Values[name]),
                ]),
            ],
            "Best trial first. The figures are those of the best epoch on the validation tracks.");
    }

    /// <summary>Creates a table of the trials, best first, with all settings in one column, for a terminal.</summary>
    /// <param name="search">The search.</param>
    public static ReportTable Brief(SearchResult search) => new(
        "trials, best first (validation tracks)",
        [new("trial", true), new("status"), new("epochs", true), new("tracks", true), new("segments", true), new("loss", true), new("settings")],
        [
            .. search.Trials.Select(trial => (string[])
            [
                trial.Number.ToString(CultureInfo.InvariantCulture),
                search.StatusOf(trial).ToString().ToLowerInvariant(),
                .. Figures(trial.Last),
                SearchText.Settings(search, trial).Replace('_', ' '),
            ]),
        ]);

    /// <summary>Creates a table of the possible values of each setting.</summary>
    public static ReportTable Space(SearchResult search) => new(
        "Search space", [new("setting"), new("values"), new("best trial")], [.. search.Space.Parameters.Select(p => (string[])[p.Name, p.Range.Describe(), search.Best.Values[p.Name]])]);

    /// <summary>Creates a table of the number of trials per rung.</summary>
    public static ReportTable Rungs(SearchResult search) => new(
        "Rungs",
        [new("rung", true), new("epochs", true), new("trials", true), new("best", true)],
        [.. search.Plan.Rungs.Select((rung, i) => (string[])[$"{i + 1}", $"{rung.Epochs}", $"{search.Trials.Count(t => t.HasDone(i))}", Best(search, i)])],
        "Only the best trials of a rung continue to the next rung.");

    /// <summary>Summarizes the search in one sentence.</summary>
    public static string Headline(SearchResult search)
    {
        int failed = search.Trials.Count(t => search.StatusOf(t) == TrialStatus.Failed);
        int pruned = search.Trials.Count(t => search.StatusOf(t) == TrialStatus.Pruned);
        Rung last = search.Plan.Rungs[^1];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Plural.Of(search.Trials.Count, "trial")} of up to {Plural.Of(last.Epochs, "epoch")}, {pruned} pruned{(failed > 0 ? $", {failed} failed" : string.Empty)}; objective: {SearchText.Label(search.Search.Objective)}{(search.Search.Folds > 0 ? $", mean over {search.Search.Folds} folds" : string.Empty)}.");
    }

    private static string Best(SearchResult search, int rung)
    {
        TrialResult[] results = [.. search.Trials.SelectMany(t => t.Results.Where(r => r.Rung == rung && r.IsComplete))];
        return results.Length == 0 ? string.Empty : SearchText.Read(search.Search.Objective, search.Search.Objective == SearchObjective.Loss
            ? results.MinBy(r => r.Loss)!
            : results.MaxBy(r => SearchText.Figure(search.Search.Objective, r))!);
    }

    private static string[] Figures(TrialResult? result) => result is not { IsComplete: true }
        ? ["", "", "", ""]
        : [SearchText.Number(result.Epochs, "0.#"), SearchText.Percent(result.TrackAccuracy), SearchText.Percent(result.SegmentAccuracy), SearchText.Number(result.Loss, "0.000")];
}
