using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features.Deltas;

public class DeltaExtractorTests
{
    [Fact]
    public void The_delta_of_a_straight_line_is_its_slope()
    {
        float[] line = [.. Enumerable.Range(0, 20).Select(t => 3f + (0.5f * t))];
        Assert.All(new DeltaExtractor(DeltaOptions.Delta).Extract(line, 1), slope => Assert.Equal(0.5, slope, 1e-6));
        Assert.All(new DeltaExtractor(DeltaOptions.DeltaDelta).Extract(line, 1), curvature => Assert.Equal(0, curvature, 1e-6));
    }

    [Fact]
    public void The_second_delta_of_a_parabola_is_twice_its_coefficient()
    {
        float[] parabola = [.. Enumerable.Range(0, 20).Select(t => 0.25f * t * t)];
        Assert.All(new DeltaExtractor(DeltaOptions.DeltaDelta).Extract(parabola, 1), curvature => Assert.Equal(0.5, curvature, 1e-4));
    }

    [Fact]
    public void The_values_of_a_frame_are_filtered_independently()
    {
        float[] one = Sound.Noise(50, 1);
        float[] two = Sound.Noise(50, 2);
        var extractor = new DeltaExtractor(DeltaOptions.Delta);
        float[] together = extractor.Extract([.. one.Zip(two).SelectMany(p => (float[])[p.First, p.Second])], 2);
        Assert.Equal(extractor.Extract(one, 1), together.Where((_, i) => i % 2 == 0));
        Assert.Equal(extractor.Extract(two, 1), together.Where((_, i) => i % 2 == 1));
    }

    // The golden figures are of librosa's MFCCs in single precision, up to 1131 large; a delta adds up to nine of them.
    [Theory]
    [InlineData("delta", 1, DeltaEdges.Interpolate)]
    [InlineData("delta2", 2, DeltaEdges.Interpolate)]
    [InlineData("delta_nearest", 1, DeltaEdges.Nearest)]
    [InlineData("delta2_nearest", 2, DeltaEdges.Nearest)]
    public void Deltas_equal_those_of_SciPy(string key, int order, DeltaEdges edges)
    {
        float[] mfcc = TestData.GoldenFloats("chirp", "mfcc13");
        int frames = mfcc.Length / 13;
        float[] rows = [.. Enumerable.Range(0, mfcc.Length).Select(i => mfcc[(i % 13 * frames) + (i / 13)])];
        float[] deltas = new DeltaExtractor(new DeltaOptions { Order = order, Edges = edges }).Extract(rows, 13);
        Assert.True(Sound.LargestDifference(Librosa.Layout(deltas, 13), TestData.GoldenFloats("chirp_deltas", key)) < 1e-4);
    }

    [Fact]
    public void Too_few_frames_are_rejected_with_the_edges_Interpolate_and_accepted_with_Nearest()
    {
        string message = Assert.Throws<ArgumentException>(() => new DeltaExtractor(DeltaOptions.Delta).Extract(new float[8], 1)).Message;
        Assert.Contains("9 frames cannot be applied to 8 frames", message, StringComparison.Ordinal);
        Assert.Equal(new float[8], new DeltaExtractor(DeltaOptions.Delta with { Edges = DeltaEdges.Nearest }).Extract(new float[8], 1));
        Assert.Empty(new DeltaExtractor(DeltaOptions.Delta).Extract([], 1));
    }

    [Fact]
    public void Options_out_of_range_are_rejected_with_the_reason()
    {
        DeltaOptions[] wrong = [new() { Width = 8 }, new() { Width = 1 }, new() { Order = 0 }, new() { Width = 3, Order = 3 }, new() { Edges = (DeltaEdges)5 }];
        Assert.All(wrong, options => Assert.NotEmpty(Assert.Throws<ArgumentException>(() => new DeltaExtractor(options)).Message));
    }
}
