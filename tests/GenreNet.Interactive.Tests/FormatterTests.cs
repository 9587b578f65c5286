using System.Xml.Linq;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Inference;
using Microsoft.DotNet.Interactive.Formatting;

namespace GenreNet.Interactive.Tests;

public class FormatterTests
{
    private const string Hostile = "<script>alert('a & b')</script>\u0001";

    private static readonly GenrePrediction Song = new()
    {
        Genre = "rock",
        Confidence = 0.75,
        Duration = TimeSpan.FromSeconds(9),
        Ranking = [new GenreProbability("rock", 0.75), new GenreProbability("blues", 0.25)],
        Timeline =
        [
            new TimelineSegment(TimeSpan.Zero, TimeSpan.FromSeconds(3), "rock", 0.9, default),
            new TimelineSegment(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6), "blues", 0.6, default),
            new TimelineSegment(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(9), "jazz", 0.5, default) { IsSilent = true },
        ],
    };

    public FormatterTests() => NotebookFormatters.Register();

    [Fact]
    public void A_prediction_shows_its_ranking_and_the_segments_that_are_not_silent()
    {
        XElement[] pictures = Pictures(Html(Song));
        Assert.Equal(2, pictures.Length);
        Assert.Equal(["rock: 75.0 %", "blues: 25.0 %"], Hints(pictures[0]));
        Assert.Equal(["0–3 s: rock 90.0 %", "3–6 s: blues 60.0 %"], Hints(pictures[1]));
    }

    [Fact]
    public void Bars_are_as_long_as_probabilities()
    {
        double[] widths = [.. Pictures(Html(Song))[0].Elements("rect").Select(box => (double)box.Attribute("width")!)];
        Assert.Equal(3, widths[0] / widths[1], 0.01);
    }

    [Fact]
    public void A_genre_has_the_same_colour_in_ranking_and_timeline()
    {
        XElement[] pictures = Pictures(Html(Song));
        Assert.Equal(pictures[0].Elements("rect").Select(box => (string?)box.Attribute("fill")), pictures[1].Elements("rect").Select(box => (string?)box.Attribute("fill")));
    }

    [Fact]
    public void A_silent_clip_has_an_empty_timeline()
    {
        GenrePrediction silent = Song with { Timeline = [Song.Timeline[2]] };
        XElement timeline = Pictures(Html(silent))[1];
        Assert.Empty(timeline.Elements("rect"));
        Assert.Contains("silent", timeline.Elements("text").Select(text => text.Value));
    }

    [Fact]
    public void A_prediction_without_timeline_has_one_picture() => Assert.Single(Pictures(Html(Song with { Timeline = [] })));

    [Fact]
    public void Names_and_warnings_are_escaped()
    {
        string html = Html(Song with { Genre = Hostile, Warnings = [Hostile], Ranking = [new GenreProbability(Hostile, 1)], Timeline = [] });
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Equal(2, XElement.Parse(html).Elements("p").Count(p => p.Value.Contains("<script>alert('a & b')</script>", StringComparison.Ordinal)));
        Assert.DoesNotContain("<script", Html(GenreConfusion.Of([(Hostile, Hostile)])), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", Html(Features(Hostile)), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_have_colours_for_light_and_dark_and_without_style_sheet()
    {
        string html = Html(Song);
        Assert.Contains("@media (prefers-color-scheme: dark)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("var(--s0)", html, StringComparison.Ordinal);
        Assert.Contains("var(--gn-s0, #0072b2)", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_confusion_matrix_counts_in_the_order_of_the_genres()
    {
        GenreConfusion confusion = GenreConfusion.Of([("rock", "rock"), ("rock", "blues"), ("rock", "rock"), ("blues", "blues")], ["rock", "blues", "pop"]);
        Assert.Equal(["rock", "blues", "pop"], confusion.Genres);
        Assert.Equal((2, 1, 0, 1), (confusion.Count(0, 0), confusion.Count(0, 1), confusion.Count(1, 0), confusion.Count(1, 1)));
        Assert.Equal((4, 3, 0.75), (confusion.Total, confusion.Correct, confusion.Accuracy));
        string html = Html(confusion);
        Assert.Contains("3 of 4 correct (75.0 %)", html, StringComparison.Ordinal);
        Assert.Contains("rock, blues: 1", Hints(Pictures(html)[0]));
    }

    [Fact]
    public void A_confusion_of_no_clips_says_so() => Assert.Contains("No clips.", Html(GenreConfusion.Of([], ["rock"])), StringComparison.Ordinal);

    [Fact]
    public void A_feature_set_lists_tracks_and_segments_per_genre()
    {
        XElement html = XElement.Parse(Html(Features("rock")));
        Assert.Equal(["rock", "1", "2", "blues", "1", "1"], html.Descendants("td").Select(cell => cell.Value));
        Assert.StartsWith("clips: 3 segments of 2 tracks", html.Element("p")!.Value, StringComparison.Ordinal);
    }

    private static FeatureSet Features(string genre)
    {
        FeatureOptions options = FeatureOptions.Default;
        return new FeatureSet(new FeatureSetContent
        {
            DatasetName = "clips",
            DatasetFingerprint = new string('0', 64),
            Genres = [genre, "blues"],
            Options = options,
            Labels = [0, 0, 1],
            TrackIds = ["a/1", "a/1", "b/2"],
            Values = new float[3 * options.FrameCount * options.CoefficientCount],
        });
    }

    private static string Html(object value) => value.ToDisplayString(HtmlFormatter.MimeType);

    private static XElement[] Pictures(string html) => [.. XElement.Parse(html).Descendants("svg")];

    private static string[] Hints(XElement picture) => [.. picture.Elements("rect").Select(box => box.Value).Where(hint => hint.Length > 0)];
}
