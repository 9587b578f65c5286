using System.Globalization;
using System.Text.RegularExpressions;

namespace GenreNet.Server.Tests.Support;

/// <summary>What <c>/metrics</c> answers, as Prometheus reads it.</summary>
internal sealed partial class Scrape
{
    // The exporter repeats an answer for 300 ms.
    private static readonly TimeSpan Cached = TimeSpan.FromMilliseconds(350);

    private Scrape(IReadOnlyList<Series> all) => All = all;

    public IReadOnlyList<Series> All { get; }

    public static async Task<Scrape> ReadAsync(HttpClient client)
    {
        string text;
        do
        {
            await Task.Delay(Cached, TestContext.Current.CancellationToken);
            text = await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        }
        // The first results of the health checks follow the start by a second.
        while (!text.Contains("genrenet_server_health{", StringComparison.Ordinal));

        return new Scrape([.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(Parse)]);
    }

    /// <summary>The value of the one series with a name and labels; an exception where there is none.</summary>
    public double Value(string name, params (string Label, string Value)[] labels) =>
        All.Single(series => series.Name == name && labels.All(label => series.Labels.GetValueOrDefault(label.Label) == label.Value)).Value;

    private static Series Parse(string line)
    {
        Match match = Line().Match(line);
        Assert.True(match.Success, line);
        var labels = Label().Matches(match.Groups[2].Value).ToDictionary(label => label.Groups[1].Value, label => label.Groups[2].Value);
        return new Series(match.Groups[1].Value, labels, double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("""^(\w+)(?:\{(.*)\})? (\S+)""")]
    private static partial Regex Line();

    [GeneratedRegex("""(\w+)="((?:[^"\\]|\\.)*)""")]
    private static partial Regex Label();

    public sealed record Series(string Name, IReadOnlyDictionary<string, string> Labels, double Value);
}
