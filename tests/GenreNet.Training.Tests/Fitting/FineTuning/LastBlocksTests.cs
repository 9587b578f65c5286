using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests.Fitting.FineTuning;

public class LastBlocksTests
{
    [Fact]
    public void EfficientAt_has_fifteen_blocks_and_a_last_convolution()
    {
        IReadOnlyList<LayerSpec> layers = EfficientAt.Backbone(EfficientAtWidths.Of(0.4));
        int[] starts = [.. Enumerable.Range(1, 17).Select(blocks => LastBlocks.StartOf(layers, blocks))];
        Assert.IsType<Conv2d>(layers[starts[0]]);
        Assert.Equal(layers.Count - 4, starts[0]);
        // The blocks 15 and 14 have as many channels as they take.
        Assert.All(starts[1..3], start => Assert.IsType<Residual>(layers[start]));
        // Block 13 makes the image smaller, so its layers are in no residual: three convolutions, their normalisations, two activations, a gate.
        Assert.Equal(starts[2] - 9, starts[3]);
        Assert.Equal(16, starts.Distinct().Count());
        Assert.Equal((0, 0, 0), (starts[15], starts[16], LastBlocks.StartOf(layers, null)));
    }

    [Fact]
    public void Musicnn_has_a_front_end_a_middle_and_a_dense_end()
    {
        IReadOnlyList<LayerSpec> layers = Musicnn.Backbone();
        int last = LastBlocks.StartOf(layers, 1);
        int middle = LastBlocks.StartOf(layers, 2);
        Assert.Contains(layers.Skip(last), layer => layer is Dense);
        Assert.DoesNotContain(layers.Take(last), layer => layer is Dense);
        Assert.IsType<Fork>(layers[middle]);
        Assert.Equal(middle + 1, last);
        Assert.Equal(0, LastBlocks.StartOf(layers, 3));
    }
}
