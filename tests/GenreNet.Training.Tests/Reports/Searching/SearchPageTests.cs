using System.Globalization;
using System.Xml.Linq;
using GenreNet.Training.Fitting;
using GenreNet.Training.Reports;
using GenreNet.Training.Search;

namespace GenreNet.Training.Tests.Reports.Searching;

public class SearchPageTests
{
    [Fact]
    public void Each_trial_is_a_line_over_all_axes_and_a_row()
    {
        XElement body = PageText.RequireSelfContained(SearchPage.Build(Search(9), "<music>", "genrenet train").Build());
        XElement figure = body.Descendants("figure").Single(f => (string?)f.Attribute("class") == "parallel");
        string[] axes = [.. figure.Descendants("line").Attributes("data-key").Select(a => a.Value)];
        Assert.Equal(["network", "learning rate", "accuracy by track"], axes);
        string[] lines = [.. figure.Descendants("path").Attributes("data-key").Select(a => a.Value)];
        Assert.Equal(lines.Order(), body.Descendants("tr").Attributes("data-key").Select(a => a.Value).Order());
        Assert.Equal(9, lines.Length);
        // The best trial is in front, and ends at the top of the last axis.
        XElement best = figure.Descendants("path").Last(p => p.Attribute("data-key") is not null);
        Assert.Equal("trial-9", (string?)best.Attribute("data-key"));
        string top = figure.Descendants("line").Last(l => l.Attribute("data-key") is not null).Attribute("y1")!.Value;
        Assert.EndsWith($" {top}", (string?)best.Attribute("d"), StringComparison.Ordinal);
        Assert.Contains("network cnn, learning rate 0.009", best.Element("title")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_importance_of_a_setting_needs_enough_trials()
    {
        Assert.Contains("Spearman", PageText.Body(SearchPage.Build(Search(SearchCorrelation.FewestTrials), "music", "x").Build()).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Spearman", PageText.Body(SearchPage.Build(Search(SearchCorrelation.FewestTrials - 1), "music", "x").Build()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Spearman_is_one_for_any_monotonic_relation_and_shares_ranks()
    {
        Assert.Equal(1, SearchCorrelation.Spearman([1, 2, 3, 4], [1, 10, 100, 1000]), 1e-12);
        Assert.Equal(-1, SearchCorrelation.Spearman([1, 2, 3, 4], [8, 7, 6, 5]), 1e-12);
        Assert.Equal(0, SearchCorrelation.Spearman([1, 2, 3], [5, 5, 5]));
        // Worked example: ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4.
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), SearchCorrelation.Spearman([1, 2, 2, 3], [1, 3, 2, 4]), 1e-12);
    }

    [Fact]
    public void The_interval_contains_the_correlation_and_shrinks_with_more_pairs()
    {
        (double low, double high) = SearchCorrelation.Interval(0.5, 20);
        Assert.InRange(0.5, low, high);
        Assert.True(SearchCorrelation.Interval(0.5, 200).Low > low);
        Assert.True(SearchCorrelation.Interval(1, 20).High <= 1);
    }

    /// <summary>A random search in which a larger learning rate is better.</summary>
    private static SearchResult Search(int count)
    {
        SearchParameter[] parameters = [new("network", new ChoiceRange(["cnn", "dense"])), new("learning_rate", new LogUniformRange(0.0001, 0.1))];
        Trial[] trials =
        [
            .. Enumerable.Range(1, count).Reverse().Select(i => new Trial(
                i,
                new Dictionary<string, string> { ["network"] = i % 2 == 1 ? "cnn" : "dense", ["learning_rate"] = (i * 0.001).ToString(CultureInfo.InvariantCulture) },
                [new TrialResult { Rung = 0, Epochs = 3, BestEpoch = 2, TrackAccuracy = i / 10.0, SegmentAccuracy = i / 12.0, Loss = 1.0 / i }])),
        ];
        var options = new SearchOptions { Kind = SearchKind.Random, Trials = count };
        return new SearchResult(options, new SearchSpace(parameters), SearchPlan.Random(count, 3), trials, new TrainingOptions());
    }
}
