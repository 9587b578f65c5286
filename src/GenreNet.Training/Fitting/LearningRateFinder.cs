using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;
using GenreNet.Training.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Tries learning rates: one fit in which the rate grows by the same factor with each step, from too small to too large.</summary>
/// <remarks>Smith, "Cyclical learning rates for training neural networks" (2017), section 3.3, with the rate growing exponentially.</remarks>
/// <param name="options">The settings; the learning rate and the epochs play no part.</param>
public sealed class LearningRateFinder(TrainingOptions options)
{
    /// <summary>The smallest rate.</summary>
    public const double Lowest = 1e-6;

    /// <summary>The largest rate.</summary>
    public const double Highest = 1;

    /// <summary>Fits until the rate is the largest or the loss has run away.</summary>
    /// <param name="data">All features.</param>
    /// <param name="split">Its training part is fitted to; the others are not looked at.</param>
    /// <param name="steps">Steps from the smallest rate to the largest, ten or more.</param>
    /// <param name="cancellationToken">Stops after the running step.</param>
    /// <exception cref="Core.GenreNetException">There are too few training segments, or the network cannot take them.</exception>
    public RateCurve Run(FeatureSet data, DataSplit split, int steps, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 10);
        int[] segments = Trainer.RequireSegments(split.SegmentsOf(data, SplitPart.Train));
        using TorchNetwork network = new Trainer(options).Start(data);
        using var train = new SegmentTensors(data, segments);
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
        Tensor total = loss.Of(state.Network.forward(batch.Features), batch);
        if (state.Network.Penalty() is { } penalty)
        {
            total = total.Plus(penalty);
        }

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
