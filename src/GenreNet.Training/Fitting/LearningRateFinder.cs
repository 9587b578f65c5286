using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;
using GenreNet.Training.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Tests learning rates in one fit in which the rate grows by a constant factor per step, from too small to too large.</summary>
/// <remarks>
/// Smith, "Cyclical learning rates for training neural networks" (2017), section 3.3, with the rate growing exponentially.
/// </remarks>
/// <param name="options">The training settings; learning rate and number of epochs are ignored.</param>
public sealed class LearningRateFinder(TrainingOptions options)
{
    /// <summary>The smallest learning rate.</summary>
    public const double Lowest = 1e-6;

    /// <summary>The largest learning rate.</summary>
    public const double Highest = 1;

    /// <summary>Fits until the learning rate reaches its maximum or the loss diverges.</summary>
    /// <param name="data">The features and labels of all segments.</param>
    /// <param name="split">The split; only its training part is used.</param>
    /// <param name="steps">Number of steps from the smallest rate to the largest, at least ten.</param>
    /// <param name="cancellationToken">Stops after the current step.</param>
    /// <exception cref="Core.GenreNetException">There are too few training segments, or the network does not accept them.</exception>
    public RateCurve Run(FeatureSet data, DataSplit split, int steps, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 10);
        int[] segments = Trainer.RequireSegments(split.SegmentsOf(data, SplitPart.Train));
        using TorchNetwork network = new Trainer(options).Start(data);
        var train = new SegmentTensors(data, segments);
        FeatureStatistics statistics = FeatureStatistics.Measure(network, train);
        network.SetStandardization(statistics.Mean, statistics.Deviation);
        network.train();
        using var state = new FittingState(network, options);
        using var loss = new BatchLoss(options, data, segments);
        AugmentedSegments? augmented = AugmentedSegments.For(data, segments, new TrainingSegments(data, segments, options), options);

        var curve = new RateCurve.Builder();
        using IEnumerator<Batch> batches = Endless(train, augmented).GetEnumerator();
        for (int step = 0; step < steps && !curve.HasRunAway; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            batches.MoveNext();
            network.BeginStep(step + 1);
            double rate = Lowest * Math.Pow(Highest / Lowest, (double)step / (steps - 1));
            curve.Add(rate, Step(state, loss, batches.Current, rate));
        }

        return curve.Build();
    }

    private static double Step(FittingState state, BatchLoss loss, Batch batch, double rate)
    {
        state.Optimizer.ZeroGradients();
        Tensor total = loss.Of(state, batch).Total;
        total.backward();
        double value = total.item<float>();
        state.Optimizer.Step(rate);
        return value;
    }

    private IEnumerable<Batch> Endless(SegmentTensors train, AugmentedSegments? augmented)
    {
        var random = new SeededRandom(options.Seed);
        for (ulong epoch = 1; ; epoch++)
        {
            foreach (Batch batch in augmented?.Shuffled(options.BatchSize, random.Fork(epoch)) ?? train.Shuffled(options.BatchSize, random.Fork(epoch)))
            {
                yield return batch;
            }
        }
    }
}
