using System.Xml.Linq;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Tests.Reports.Evaluations;

public class LeakagePageTests
{
    private static readonly LeakageReport Report = new(
        "cnn", [42, 43], [Outcome("leaky-segments", true, 0.9, 0.8), Outcome("by-track", false, 0.7, 0.7), Outcome("<published>", false, 0.6, 0.5)], [new OmittedSplit("other", "It has <no> lists.")]);

    [Fact]
    public void The_page_shows_by_how_much_the_leak_inflates_the_accuracy()
    {
        XElement body = PageText.RequireSelfContained(LeakagePage.Build(Report, "music").Build());
        Assert.Equal("+30.0", body.Descendants("b").First().Value);
        Assert.Contains("By segment, the leaky split is 30.0 percentage points above <published>", body.Value, StringComparison.Ordinal);
        string[][] splits = PageText.Table(body, "Splits");
        Assert.Equal(["leaky-segments", "85.0\u00a0% \u00b1 7.1\u00a0%", "-"], splits[1][..3]);
        Assert.Equal("70.0\u00a0% \u00b1 0.0\u00a0%", splits[2][2]);
        Assert.Contains("The split other is omitted: It has <no> lists.", body.Value, StringComparison.Ordinal);
        // One mark per split and one per seed.
        Assert.Equal(3 + (2 * 3), body.Descendants("figure").First().Descendants("svg").First().Elements().Count(e => (string?)e.Attribute("stroke-width") == "0.7"));
    }

    [Fact]
    public void A_leak_without_effect_is_not_called_inflation()
    {
        LeakageReport none = Report with { Splits = [Outcome("leaky-segments", true, 0.5), Outcome("by-track", false, 0.7)] };
        Assert.Contains("is not above by-track", LeakagePage.Verdict(none), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"bad\"><b>\u2212", LeakagePage.Build(none, "music").Build(), StringComparison.Ordinal);
        Assert.Null(LeakagePage.Verdict(Report with { Splits = [Outcome("by-track", false, 0.7)] }));
    }

    private static SplitOutcome Outcome(string name, bool isLeaky, params double[] accuracies) => new(
        name, "a split", isLeaky, accuracies, accuracies, accuracies.Average(), accuracies.Length > 1 ? MeanDeviation.Of(accuracies).Deviation : null,
        accuracies.Average(), accuracies.Length > 1 ? MeanDeviation.Of(accuracies).Deviation : null, 10, 20);
}
