using System.Globalization;
using GenreNet.Training.Search;

namespace GenreNet.Training.Reports;

/// <summary>Formats figures of a search.</summary>
internal static class SearchText
{
    /// <summary>Returns the objective as the label of an axis.</summary>
    public static string Label(SearchObjective objective) => objective switch
    {
        SearchObjective.Tracks => "validation accuracy by track",
        SearchObjective.Segments => "validation accuracy by segment",
        _ => "validation loss",
    };

    /// <summary>Returns the value of the objective.</summary>
    public static double Figure(SearchObjective objective, TrialResult result) => objective switch
    {
        SearchObjective.Tracks => result.TrackAccuracy,
        SearchObjective.Segments => result.SegmentAccuracy,
        _ => result.Loss,
    };

    /// <summary>Formats the value of the objective.</summary>
    public static string Read(SearchObjective objective, TrialResult result) =>
        objective == SearchObjective.Loss ? Number(result.Loss, "0.0000") : Percent(Figure(objective, result));

    /// <summary>Formats a share in percent.</summary>
    public static string Percent(double share) => Number(share, "0.0 %");

    /// <summary>Formats a number with the invariant culture.</summary>
    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Describes the settings of a trial that vary in the search, such as <c>network cnn, learning_rate 0.001</c>.</summary>
    public static string Settings(SearchResult search, Trial trial) => string.Join(", ", search.Space.Searched.Select(p => $"{p.Name} {trial.Values[p.Name]}"));
}
