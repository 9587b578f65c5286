using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;
using GenreNet.Training.Tests.Support;
using static TorchSharp.torch;

namespace GenreNet.Training.Tests.Fitting;

public class LiveTensorTests
{
    [Theory]
    [InlineData("cnn")]
    [InlineData("resnet")]
    [InlineData("crnn")]
    [InlineData("transformer")]
    public void Epochs_do_not_leak_tensors(string network)
    {
        FeatureSet data = TestFeatures.Make();
        DataSplit split = TrackSplit.Automatic(data, 0.3, 0.2, 1);
        List<long> live = [];
        var hooks = new FittingHooks
        {
            GoOn = _ =>
            {
                // What the collector has not come to yet is no leak.
                GC.Collect();
                GC.WaitForPendingFinalizers();
                live.Add(Tensor.TotalCount);
                return true;
            },
        };
        new Trainer(new TrainingOptions { Network = network, Epochs = 5, BatchSize = 16, Threads = 1 }).Fit(data, split, CancellationToken.None, hooks).Dispose();

        // The first epoch makes the optimizer's moments and the best weights.
        Assert.Equal(5, live.Count);
        Assert.All(live.Skip(2), count => Assert.Equal(live[1], count));
    }
}
