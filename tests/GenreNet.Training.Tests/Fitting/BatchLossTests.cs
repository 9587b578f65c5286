using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;
using GenreNet.Training.Tests.Support;
using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Tests.Fitting;

public class BatchLossTests
{
    private static readonly FeatureSet Data = TestFeatures.Make(tracksPerGenre: 2, segmentsPerTrack: 2);

    public BatchLossTests() => NativeTorch.EnsureLoaded();

    [Fact]
    public void Smoothing_distributes_part_of_the_label_over_all_genres()
    {
        // Uniform logits but one: p = (e/(e+2), 1/(e+2), 1/(e+2)), label 0, smoothing 0.3: 0.8 of the first, 0.1 of each other.
        double sum = Math.E + 2;
        double expected = -((0.8 * Math.Log(Math.E / sum)) + (0.2 * Math.Log(1 / sum)));
        Assert.Equal(expected, Of(new TrainingOptions { LabelSmoothing = 0.3 }, new Batch(tensor([0f]), tensor([0L]))), 1e-6);
    }

    [Fact]
    public void Mixup_weights_the_losses_of_both_labels()
    {
        double first = Of(new TrainingOptions(), new Batch(tensor([0f]), tensor([0L])));
        double second = Of(new TrainingOptions(), new Batch(tensor([0f]), tensor([2L])));
        Assert.Equal((0.7 * first) + (0.3 * second), Of(new TrainingOptions(), new Batch(tensor([0f]), tensor([0L]), tensor([2L]), 0.7)), 1e-6);
    }

    [Fact]
    public void Balanced_genres_have_equal_total_weight()
    {
        // Two segments of the first genre, one of the second, none of the third.
        float[] weights = BatchLoss.Weights(Data, [0, 1, 4]);
        Assert.Equal([0.75f, 1.5f, 0], weights);
        Assert.Equal(3, (2 * weights[0]) + weights[1], 1e-6);
    }

    private static double Of(TrainingOptions options, Batch batch)
    {
        using var loss = new BatchLoss(options, Data, [0, 4, 8]);
        using Tensor logits = tensor([1f, 0f, 0f], [1, 3]);
        return loss.Of(logits, batch).item<float>();
    }
}
