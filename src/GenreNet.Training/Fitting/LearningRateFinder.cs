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
/// <param name="time">Measures the time budget; null for the system clock.</param>
public sealed class LearningRateFinder(TrainingOptions options, TimeProvider? time = null)
{
    /// <summary>The smallest learning rate.</summary>
    public const double Lowest = 1e-6;

    /// <summary>The largest learning rate.</summary>
    public const double Highest = 1;

    /// <summary>The smallest number of steps. With fewer, rates would be so far apart that the losses say little.</summary>
    public const int FewestSteps = 10;

    // Relative error of a product of factors.
    private const double Rounding = 1e-9;

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Fits until the learning rate reaches its maximum or the loss diverges.</summary>
    /// <param name="data">The features and labels of all segments.</param>
    /// <param name="split">The split; only its training part is used.</param>
    /// <param name="steps">Number of steps from the smallest rate to the largest, at least ten.</param>
    /// <param name="budget">
    /// Maximum time to test; null for no limit. If it is too short for all steps, fewer steps with larger factors cover the same range of
    /// rates; if not even the fewest steps fit, the curve ends early (<see cref="RateCurve.IsPartial"/>). At least one step is tested.
    /// </param>
    /// <param name="cancellationToken">Stops after the current step.</param>
    /// <exception cref="Core.GenreNetException">There are too few training segments, or the network does not accept them.</exception>
    public RateCurve Run(FeatureSet data, DataSplit split, int steps, TimeSpan? budget, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, FewestSteps);
        long start = _time.GetTimestamp();
        int[] segments = Trainer.RequireSegments(split.SegmentsOf(data, SplitPart.Train));
        using TorchNetwork initial = new Trainer(options).Start(data);
        FeatureStatistics statistics = FeatureStatistics.Measure(initial, new SegmentTensors(data, segments));
        initial.SetStandardization(statistics.Mean, statistics.Deviation);
        Device? device = options.Device.IsCpu ? null : options.Device.ToTorch();
        using TorchNetwork? copy = device is null ? null : initial.CopyTo(device);
        TorchNetwork network = copy ?? initial;
        network.train();
        var train = new SegmentTensors(data, segments, device);
        using var state = new FittingState(network, options, isOnCpu: device is null);
        using var loss = new BatchLoss(options, data, segments, device);
        AugmentedSegments? augmented = AugmentedSegments.For(data, segments, new TrainingSegments(data, segments, options), options, device);

        var curve = new RateCurve.Builder();
        using IEnumerator<Batch> batches = Endless(train, augmented).GetEnumerator();
        var pace = new Pace(steps, budget is { } limit ? limit - _time.GetElapsedTime(start) : null, _time);
        double? rate = Lowest;
        for (int step = 0; rate is not null && !curve.HasRunAway; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            batches.MoveNext();
            network.BeginStep(step + 1);
            curve.Add(rate.Value, Step(state, loss, batches.Current, rate.Value));
            rate = pace.Next(rate.Value);
        }

        return curve.Build() with { IsShortened = pace.IsShortened, IsPartial = pace.IsOver && !curve.HasRunAway };
    }

    /// <summary>Chooses the next learning rate, so that the remaining rates are covered within the time that remains.</summary>
    /// <param name="steps">Number of steps without a time budget.</param>
    /// <param name="budget">The time for all steps; null for no limit.</param>
    /// <param name="time">Measures the time.</param>
    internal sealed class Pace(int steps, TimeSpan? budget, TimeProvider time)
    {
        private readonly long _start = time.GetTimestamp();
        private TimeSpan _first;
        private int _done;

        /// <summary>Whether the budget was used up before the largest rate was reached.</summary>
        public bool IsOver { get; private set; }

        /// <summary>Whether the budget was too short for the requested number of steps at some point.</summary>
        public bool IsShortened { get; private set; }

        /// <summary>Returns the rate of the next step; null after the last one.</summary>
        /// <param name="rate">The rate of the completed step.</param>
        public double? Next(double rate)
        {
            _done++;
            if (budget is not { } limit)
            {
                return _done < steps ? Lowest * Math.Pow(Highest / Lowest, (double)_done / (steps - 1)) : null;
            }

            if (rate >= Highest)
            {
                return null;
            }

            TimeSpan elapsed = time.GetElapsedTime(_start);
            // The first step is not representative: it also loads the code of torch.
            _first = _done == 1 ? elapsed : _first;
            TimeSpan later = elapsed - _first;
            double affordable = elapsed >= limit ? 0 : later > TimeSpan.Zero ? (limit - elapsed) / (later / (_done - 1)) : steps;
            IsOver = affordable < 1;
            IsShortened |= Math.Floor(affordable) < steps - _done;
            if (IsOver)
            {
                return null;
            }

            double remaining = Math.Max(1, Math.Min(Math.Floor(affordable), steps - _done));
            // If there is time for a few steps only, the test ends early instead of with rates that are too far apart.
            double factor = Math.Min(Math.Pow(Highest / rate, 1 / remaining), Math.Pow(Highest / Lowest, 1.0 / (FewestSteps - 1)));
            return rate * factor < Highest * (1 - Rounding) ? rate * factor : Highest;
        }
    }

    private static double Step(FittingState state, BatchLoss loss, Batch batch, double rate)
    {
        state.Optimizer.ZeroGradients();
        Tensor fromBatch = loss.Of(state, batch).Loss;
        fromBatch.backward();
        double value = fromBatch.item<float>() + loss.PenaltyOf(state.Network);
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
