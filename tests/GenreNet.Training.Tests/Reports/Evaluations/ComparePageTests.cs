using System.Xml.Linq;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Tests.Reports.Evaluations;

public class ComparePageTests
{
    private const string Odd = "<script>alert(1)</script> & \"co\"";

    [Fact]
    public void The_page_shows_each_run_and_each_pair_with_its_test()
    {
        ComparisonReport report = Report("a", "b", "c");
        XElement body = PageText.RequireSelfContained(ComparePage.Build(report).Build());
        Assert.Equal(["a", "b", "c"], PageText.Table(body, "Runs").Skip(1).Select(row => row[0]));
        string[][] pairs = PageText.Table(body, "Pairs of runs");
        Assert.Equal("p (Holm)", pairs[0][^1]);
        Assert.Equal(["a", "b", "20", "0"], pairs[1][..4]);
        Assert.Equal("< 0.0001", pairs[1][^1]);
        Assert.Contains("a classifies significantly more tracks correctly than b", body.Value, StringComparison.Ordinal);
        Assert.Contains("a and c do not differ significantly", body.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Genres_have_a_difference_with_interval_and_corrected_p_value()
    {
        XElement body = PageText.RequireSelfContained(ComparePage.Build(Report("a", "b")).Build());
        string[][] genres = PageText.Table(body, "a compared with b, by genre");
        Assert.Equal(["jazz", "rock"], genres.Skip(1).Select(row => row[0]));
        Assert.Equal(["rock", "20", "100.0 %", "0.0 %", "+100.0 %"], genres[2][..5]);
        Assert.Equal(["jazz", "20", "100.0 %", "100.0 %", "0.0 %", "0.0 % to 0.0 %", "1.0000", "1.0000"], genres[1]);
        Assert.Contains(body.Descendants("figcaption"), c => c.Value == "Difference of the recall by track: a \u2212 b");
    }

    [Fact]
    public void Names_of_runs_are_escaped()
    {
        string page = ComparePage.Build(Report(Odd, "b")).Build();
        Assert.Equal(2, page.Split("<script").Length);
        XElement body = PageText.RequireSelfContained(page);
        Assert.Equal(Odd, PageText.Table(body, "Runs")[1][0]);
    }

    [Fact]
    public void Warnings_are_at_the_top()
    {
        string page = ComparePage.Build(Report("a", "b") with { Warnings = ["b was fitted on its test tracks."] }).Build();
        Assert.Contains("<p class=\"notice\">Warning: b was fitted on its test tracks.</p>", page, StringComparison.Ordinal);
        Assert.Equal(page, ComparePage.Build(Report("a", "b") with { Warnings = ["b was fitted on its test tracks."] }).Build());
    }

    /// <summary>The first and third run are right everywhere, the second one on jazz only.</summary>
    private static ComparisonReport Report(params string[] names) => ComparisonReport.Of([.. names.Select((name, i) => Run(name, i != 1))], 5);

    private static TestedRun Run(string name, bool knowsRock)
    {
        int right = knowsRock ? 40 : 20;
        return new TestedRun(
            new RunFigures(name, "cnn", 1234, 5, 40, right / 40.0, WilsonInterval.Of(right, 40), 0.5, null, 0.9, 0.1, false),
            Enumerable.Range(0, 40).ToDictionary(i => $"{i:D3}", i => new TestedTrack(i % 2 == 0 ? "rock" : "jazz", knowsRock || i % 2 == 1), StringComparer.Ordinal));
    }
}
