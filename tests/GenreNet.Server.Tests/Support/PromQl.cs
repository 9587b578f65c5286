using System.Text.RegularExpressions;

namespace GenreNet.Server.Tests.Support;

/// <summary>What a PromQL expression asks for: enough of the language for our dashboard and alerts.</summary>
internal static partial class PromQl
{
    // Prometheus adds them to each series.
    private static readonly string[] TargetLabels = ["instance", "job"];

    /// <summary>
    /// Fails unless each selector of an expression selects a series of a scrape, and each label that it groups by is one of those.
    /// </summary>
    public static void RequireData(string expression, Scrape scrape)
    {
        Scrape.Series[] all = [];
        foreach (Match selector in Selector().Matches(Grouping().Replace(expression, string.Empty)))
        {
            (string name, string matchers) = (selector.Groups[1].Value, selector.Groups[2].Value);
            Scrape.Series[] selected = [.. scrape.All.Where(series => series.Name == name && Matches(series, matchers))];
            Assert.True(selected.Length > 0, $"{selector.Value} of {expression} selects nothing");
            all = [.. all, .. selected];
        }

        Assert.NotEmpty(all);
        IEnumerable<string> labels = Grouping().Matches(expression).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries));
        foreach (string label in labels.Except(TargetLabels))
        {
            Assert.True(all.Any(series => series.Labels.ContainsKey(label)), $"{expression} groups by {label}, which no series has");
        }
    }

    private static bool Matches(Scrape.Series series, string matchers) => Matcher().Matches(matchers).All(matcher =>
    {
        string value = series.Labels.GetValueOrDefault(matcher.Groups[1].Value, string.Empty);
        string wanted = matcher.Groups[3].Value;
        return matcher.Groups[2].Value switch
        {
            "=" => value == wanted,
            "!=" => value != wanted,
            "=~" => Regex.IsMatch(value, $"^(?:{wanted})$"),
            _ => !Regex.IsMatch(value, $"^(?:{wanted})$"),
        };
    });

    [GeneratedRegex("""\b((?:genrenet|http|dotnet|kestrel)_\w+)(?:\{([^}]*)\})?""")]
    private static partial Regex Selector();

    [GeneratedRegex("""(\w+)(=~|!~|!=|=)"([^"]*)""")]
    private static partial Regex Matcher();

    [GeneratedRegex("""by \(([^)]*)\)""")]
    private static partial Regex Grouping();
}
