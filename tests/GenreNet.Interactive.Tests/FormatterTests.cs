using System.Xml.Linq;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Inference;
using Microsoft.DotNet.Interactive.Formatting;
using SkiaSharp;

namespace GenreNet.Interactive.Tests;

public class FormatterTests
{
    private static readonly GenrePrediction Song = new()
    {
        Duration = TimeSpan.FromSeconds(9),
        Ranking = [new GenreProbability("rock", 0.75), new GenreProbability("blues", 0.25)],
        Timeline = [],
        Warnings = [],
    };

    public FormatterTests() => NotebookFormatters.Register();

    [Fact]
    public void A_prediction_is_a_picture_with_its_genre_as_text()
    {
        FormattedValue[] values = [.. FormattedValue.CreateManyFromObject(Song)];
        Assert.Equal(["image/png", "text/plain"], values.Select(value => value.MimeType));
        using var picture = SKBitmap.Decode(Convert.FromBase64String(values[0].Value));
        Assert.Equal(1.5 * NotebookPicture.Width, picture.Width);
        Assert.Equal("rock, 75.0\u00a0% confidence, 0:00:09", values[1].Value);
    }

    [Fact]
    public void A_prediction_without_ranking_is_a_picture_of_its_warnings()
    {
        int without = Height(Song with { Ranking = [] });
        Assert.True(Height(Song with { Ranking = [], Warnings = ["The clip is silent."] }) > without);
    }

    [Fact]
    public void A_timeline_is_drawn_below_the_ranking()
    {
        var segment = new TimelineSegment(TimeSpan.Zero, TimeSpan.FromSeconds(3), "rock", 0.9, default);
        Assert.True(Height(Song with { Timeline = [segment] }) > Height(Song) + 50);
    }

    [Fact]
    public void A_confusion_matrix_is_a_picture_with_its_accuracy_as_text()
    {
        var confusion = GenreConfusion.Of([("rock", "rock"), ("rock", "blues"), ("rock", "rock"), ("blues", "blues")]);
        FormattedValue[] values = [.. FormattedValue.CreateManyFromObject(confusion)];
        Assert.Equal(["image/png", "text/plain"], values.Select(value => value.MimeType));
        Assert.Equal("Confusion matrix: 3 of 4 correct (75.0\u00a0%)", values[1].Value);
    }

    [Fact]
    public void A_confusion_of_no_clips_is_drawn() => Assert.True(Height(GenreConfusion.Of([], ["rock"])) > 0);

    [Fact]
    public void A_feature_set_is_a_table_of_tracks_and_segments_per_genre()
    {
        FormattedValue value = Assert.Single(FormattedValue.CreateManyFromObject(Features("rock")));
        Assert.Equal("text/html", value.MimeType);
        var html = XElement.Parse($"<div>{value.Value}</div>");
        Assert.Equal(["rock", "1", "2", "blues", "1", "1"], html.Descendants("td").Select(cell => cell.Value));
        Assert.StartsWith("clips: 3 segments of 2 tracks", html.Element("p")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_escaped_in_html()
    {
        string html = Features("<script>alert('a & b')</script>").ToDisplayString(HtmlFormatter.MimeType);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    private static int Height(object value)
    {
        using var picture = SKBitmap.Decode(Convert.FromBase64String(value.ToDisplayString("image/png")));
        return picture.Height;
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
}
