using System.Globalization;
using GenreNet.Training.Search;

namespace GenreNet.Training.Reports;

/// <summary>Figures of a search in words.</summary>
internal static class SearchText
{
    /// <summary>What decides, as the label of an axis.</summary>
    public static string Label(SearchObjective objective) => objective switch
    {
        SearchObjective.Tracks => "validation tracks named rightly",
        SearchObjective.Segments => "validation segments named rightly",
        _ => "validation loss",
    };

    /// <summary>What decides.</summary>
    public static double Figure(SearchObjective objective, TrialResult result) => objective switch
    {
        SearchObjective.Tracks => result.TrackAccuracy,
        SearchObjective.Segments => result.SegmentAccuracy,
        _ => result.Loss,
    };

    /// <summary>What decides, as people read it.</summary>
    public static string Read(SearchObjective objective, TrialResult result) =>
        objective == SearchObjective.Loss ? Number(result.Loss, "0.0000") : Percent(Figure(objective, result));

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => Number(share, "0.0 %");

    /// <summary>A number in the invariant culture.</summary>
    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>The settings of a trial that not all have alike, such as <c>network cnn, learning_rate 0.001</c>.</summary>
    public static string Settings(SearchResult search, Trial trial) => string.Join(", ", search.Space.Searched.Select(p => $"{p.Name} {trial.Values[p.Name]}"));
}
