using GenreNet.Core.Datasets;
using GenreNet.Networks;
using GenreNet.Training.Fitting;
using GenreNet.Training.Tests.Support;
using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Tests.Fitting.Data;

public class SegmentTensorsTests
{
    [Fact]
    public void An_evaluation_of_many_batches_keeps_the_tensors_of_one()
    {
        NativeTorch.EnsureLoaded();
        FeatureSet data = TestFeatures.Make();
        var part = new SegmentTensors(data, [.. Enumerable.Range(0, data.SegmentCount)]);
        using var network = new TorchNetwork(GenreNetworks.Create("cnn", data.Genres.Count), TensorShape.Of(data.Options));
        network.eval();
        using IDisposable noGradient = no_grad();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        List<long> live = [.. part.SelectInOrder(2, (features, _) =>
        {
            network.forward(features);
            return Tensor.TotalCount;
        })];

        Assert.True(live.Count >= 10);
        Assert.All(live, count => Assert.InRange(count, before + 1, live[0]));
        Assert.InRange(Tensor.TotalCount, 0, before);
    }

    [Fact]
    public void Batches_in_order_contain_all_segments()
    {
        NativeTorch.EnsureLoaded();
        FeatureSet data = TestFeatures.Make();
        int[] segments = [3, 1, 0, 5, 2];
        (float[] Features, long[] Labels)[] batches = [.. new SegmentTensors(data, segments).SelectInOrder(
            2, (features, labels) => (features.data<float>().ToArray(), labels.data<long>().ToArray()))];
        Assert.Equal([2, 2, 1], batches.Select(batch => batch.Labels.Length));
        Assert.Equal(segments.SelectMany(segment => data.Segment(segment).ToArray()), batches.SelectMany(batch => batch.Features));
        Assert.Equal(segments.Select(segment => (long)data.Labels[segment]), batches.SelectMany(batch => batch.Labels));
    }
}
