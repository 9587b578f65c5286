using GenreNet.Inference;
using GenreNet.Training.Reports;

namespace GenreNet.Interactive.Tests;

public class PredictionPictureTests
{
    private static readonly string[] Genres = ["rock", "blues", "jazz"];

    private static readonly TimelineSegment[] Segments =
    [
        new(TimeSpan.Zero, TimeSpan.FromSeconds(3), "rock", 0.9, default),
        new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6), "blues", 0.6, default),
        new(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(9), "jazz", 0.5, default) { IsSilent = true },
    ];

    [Fact]
    public void Bars_are_as_long_as_probabilities()
    {
        BoxShape[] bars = Boxes(Ranking([]));
        Assert.Equal(["rock: 75.0\u00a0%", "blues: 25.0\u00a0%"], bars.Select(bar => bar.Hint));
        Assert.Equal(3, bars[0].Width / bars[1].Width, 0.01);
    }

    [Fact]
    public void Names_are_next_to_their_bars()
    {
        Picture picture = Ranking([]);
        Assert.All(Boxes(picture), bar =>
        {
            TextShape name = picture.Shapes.OfType<TextShape>().Single(text => bar.Hint!.StartsWith($"{text.Text}:", StringComparison.Ordinal));
            Assert.InRange(name.At.Y, bar.At.Y, bar.At.Y + bar.Height);
        });
    }

    [Fact]
    public void Warnings_are_above_the_bars()
    {
        Picture picture = Ranking(["The clip is short."]);
        TextShape warning = Assert.Single(picture.Shapes.OfType<TextShape>(), text => text.Text == "The clip is short.");
        Assert.All(Boxes(picture), bar => Assert.True(bar.At.Y > warning.At.Y));
    }

    [Fact]
    public void A_timeline_shows_the_segments_that_are_not_silent()
    {
        BoxShape[] parts = Boxes(PredictionPicture.Timeline(Segments, Genres));
        Assert.Equal(["0–3 s: rock 90.0\u00a0%", "3–6 s: blues 60.0\u00a0%"], parts.Select(part => part.Hint));
        Assert.True(parts[1].At.X > parts[0].At.X && parts[1].At.Y > parts[0].At.Y);
    }

    [Fact]
    public void A_genre_has_the_same_colour_in_ranking_and_timeline() =>
        Assert.Equal(Boxes(Ranking([])).Select(bar => bar.Ink), Boxes(PredictionPicture.Timeline(Segments, Genres)).Select(part => part.Ink));

    [Fact]
    public void A_silent_clip_has_an_empty_timeline()
    {
        Picture picture = PredictionPicture.Timeline(Segments[2..], Genres);
        Assert.Empty(Boxes(picture));
        Assert.Contains("silent", picture.Shapes.OfType<TextShape>().Select(text => text.Text));
    }

    private static Picture Ranking(string[] warnings) => PredictionPicture.Ranking(
        "rock",
        new GenrePrediction
        {
            Duration = TimeSpan.FromSeconds(9),
            Ranking = [new GenreProbability("rock", 0.75), new GenreProbability("blues", 0.25)],
            Timeline = Segments,
            Warnings = warnings,
        },
        Genres);

    private static BoxShape[] Boxes(Picture picture) => [.. picture.Shapes.OfType<BoxShape>()];
}
