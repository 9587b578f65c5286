using GenreNet.Core.Datasets;
using GenreNet.Networks;
using GenreNet.Training.Fitting;
using GenreNet.Training.Tests.Support;
using GenreNet.Training.Torch;

namespace GenreNet.Training.Tests.Fitting.Data;

public class FeatureStatisticsTests
{
    private static readonly FeatureSet Data = TestFeatures.Make();

    private static readonly float[] Third = [.. Data.Gather([0, 1]).Where((_, i) => i % 13 == 3)];

    [Fact]
    public void Statistics_are_those_of_the_given_segments()
    {
        FeatureStatistics statistics = Measure(new Standardize());
        Assert.Equal(Third.Average(v => (double)v), statistics.Mean[3], 1e-5);
        Assert.Equal(Math.Sqrt(Third.Average(v => Math.Pow(v - statistics.Mean[3], 2))), statistics.Deviation[3], 1e-5);
    }

    [Fact]
    public void Statistics_are_measured_after_the_preceding_layers()
    {
        FeatureStatistics statistics = Measure(new Logarithm(3, 2, 0.5), new Standardize());
        Assert.Equal(Third.Average(v => Math.Log(Math.Max(v, 0.5))), statistics.Mean[3], 1e-5);
        Assert.Equal(Measure(new Standardize()).Mean[4], statistics.Mean[4]);
    }

    [Fact]
    public void Gain_does_not_change_a_level_invariant_network()
    {
        using var network = new TorchNetwork(new NetworkSpec("test", [new LevelInvariant(1), new Standardize()]), new TensorShape(2, 3));
        using TorchSharp.torch.Tensor quiet = TorchSharp.torch.tensor([1f, 2, 3, 5, 6, 7], [1, 2, 3]);
        using TorchSharp.torch.Tensor loud = TorchSharp.torch.tensor([11f, 2, 3, 15, 6, 7], [1, 2, 3]);
        Assert.Equal([-2, 2, 3, 2, 6, 7], network.forward(loud).data<float>().ToArray());
        Assert.Equal(network.forward(quiet).data<float>().ToArray(), network.forward(loud).data<float>().ToArray());
    }

    private static FeatureStatistics Measure(params LayerSpec[] layers)
    {
        using var network = new TorchNetwork(new NetworkSpec("test", layers), new TensorShape(Data.FrameCount, Data.CoefficientCount));
        var segments = new SegmentTensors(Data, [0, 1]);
        return FeatureStatistics.Measure(network, segments);
    }
}
