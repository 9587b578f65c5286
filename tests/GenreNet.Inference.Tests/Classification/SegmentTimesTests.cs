using GenreNet.Core.Features;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Classification;

/// <summary>Where segments are in a clip: as the model was trained, unless the caller wants otherwise.</summary>
public class SegmentTimesTests
{
    private static readonly FeatureOptions Overlapping = FeatureOptions.Summaries with { SegmentSeconds = 2, HopSeconds = 0.5, Tail = TailPolicy.Align };

    [Theory]
    [InlineData(null, null, 44_100, 11_025)]
    [InlineData(null, 1.0, 44_100, 22_050)]
    [InlineData(1.5, null, 33_075, 33_075)]
    [InlineData(1.5, 0.5, 33_075, 11_025)]
    public void The_hop_is_that_of_the_training_unless_the_caller_has_one(double? window, double? hop, int length, int hopLength)
    {
        var options = new ClassificationOptions
        {
            SegmentDuration = window is double seconds ? TimeSpan.FromSeconds(seconds) : null,
            SegmentHop = hop is double other ? TimeSpan.FromSeconds(other) : null,
        };
        Assert.Equal(new SegmentWindow(length, hopLength), options.WindowOf(Overlapping));
    }

    [Fact]
    public void An_aligned_segment_ends_with_the_clip()
    {
        using GenreClassifier classifier = Fixture.Load();
        ModelCard card = classifier.Card with { Features = Overlapping };
        float[] row = new float[card.Genres.Count];
        (double, double) At(long segment) => PredictionBuilder.Segment(card, SegmentWindow.Of(Overlapping), segment, row, isSilent: false, TimeSpan.FromSeconds(3.2)) is var times
            ? (times.Start.TotalSeconds, times.End.TotalSeconds)
            : default;
        Assert.Equal((0, 2), At(0));
        Assert.Equal((1, 3), At(2));
        Assert.Equal((1.2, 3.2), At(3));
    }

    [Fact]
    public void Rows_of_several_kinds_have_no_novelty()
    {
        using GenreClassifier classifier = Fixture.Load();
        var reference = new MfccReference { Mean = new float[13], Deviation = (float[])[.. Enumerable.Repeat(1f, 13)] };
        FeatureOptions joined = FeatureOptions.Join(3, FeatureOptions.MusicnnMels, FeatureOptions.Summaries with { SegmentSeconds = 3 });
        foreach (FeatureOptions options in (FeatureOptions[])[joined, FeatureOptions.External("vggish", 128)])
        {
            Assert.Null(NoveltyMeter.Of(classifier.Card with { Features = options, MfccReference = reference }));
        }
    }
}
