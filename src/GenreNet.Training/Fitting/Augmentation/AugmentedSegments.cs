using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting.Augmentation;

/// <summary>Training segments as batches that are other ones in each epoch.</summary>
/// <remarks>Works on plain arrays, so that a batch depends on the seed alone and not on the threads of torch.</remarks>
internal sealed class AugmentedSegments
{
    private readonly FeatureSet _data;
    private readonly int[] _segments;
    private readonly AugmentationOptions _options;
    private readonly FeatureAugmentation _augmentation;

    // For each segment whether the next one goes on where it ends.
    private readonly bool[] _goesOn;

    /// <summary>Prepares batches.</summary>
    /// <param name="data">All features.</param>
    /// <param name="segments">The training segments, by index.</param>
    /// <param name="options">How they are changed.</param>
    public AugmentedSegments(FeatureSet data, int[] segments, AugmentationOptions options)
    {
        (_data, _segments, _options) = (data, segments, options);
        float[] mean = FeatureStatistics.Measure(data.CoefficientCount, segments.Select(s => data.Segment(s).ToArray())).Mean;
        _augmentation = new FeatureAugmentation(data.Options, options, mean);
        var training = segments.ToHashSet();
        _goesOn = [.. segments.Select(s => training.Contains(s + 1) && data.TrackIds[s + 1] == data.TrackIds[s] && data.Variants[s + 1] == data.Variants[s])];
    }

    /// <summary>Batches of an epoch in random order; a last batch of one segment is left out.</summary>
    /// <param name="batchSize">Segments of a batch.</param>
    /// <param name="random">Where chance comes from.</param>
    public IEnumerable<Batch> Shuffled(int batchSize, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, _segments.Length)];
        random.Shuffle<int>(order);
        for (int start = 0; start + 1 < order.Length; start += batchSize)
        {
            yield return Make(order.AsSpan(start, Math.Min(batchSize, order.Length - start)), random);
        }
    }

    private Batch Make(ReadOnlySpan<int> chosen, SeededRandom random)
    {
        int size = _data.Options.ValuesPerSegment;
        float[] values = new float[chosen.Length * size];
        long[] labels = new long[chosen.Length];
        for (int i = 0; i < chosen.Length; i++)
        {
            Span<float> segment = values.AsSpan(i * size, size);
            Cut(chosen[i], segment, random);
            _augmentation.Apply(segment, random);
            labels[i] = _data.Labels[_segments[chosen[i]]];
        }

        long[] shape = [chosen.Length, _data.FrameCount, _data.CoefficientCount];
        return _options.Mixup == 0 ? new Batch(tensor(values, shape), tensor(labels)) : Mix(values, labels, shape, random);
    }

    private void Cut(int index, Span<float> destination, SeededRandom random)
    {
        ReadOnlySpan<float> here = _data.Segment(_segments[index]);
        int skipped = _options.RandomCrop && _goesOn[index] ? random.Next(_data.FrameCount) * _data.CoefficientCount : 0;
        here[skipped..].CopyTo(destination);
        if (skipped > 0)
        {
            _data.Segment(_segments[index] + 1)[..skipped].CopyTo(destination[(here.Length - skipped)..]);
        }
    }

    // Zhang et al., "mixup: beyond empirical risk minimization" (2018): one share a batch, and partners from the same batch.
    private Batch Mix(float[] values, long[] labels, long[] shape, SeededRandom random)
    {
        var share = (float)BetaDistribution.Next(random, _options.Mixup);
        int[] partners = [.. Enumerable.Range(0, labels.Length)];
        random.Shuffle<int>(partners);
        int size = values.Length / labels.Length;
        float[] mixed = new float[values.Length];
        for (int i = 0; i < mixed.Length; i++)
        {
            mixed[i] = (share * values[i]) + ((1 - share) * values[(partners[i / size] * size) + (i % size)]);
        }

        return new Batch(tensor(mixed, shape), tensor(labels), tensor([.. partners.Select(p => labels[p])]), share);
    }
}
