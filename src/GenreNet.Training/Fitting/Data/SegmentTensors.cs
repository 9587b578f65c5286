using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>
/// Holds one part of a split as two tensors: features <c>[segments, frames, coefficients]</c> and labels <c>[segments]</c>.
/// </summary>
/// <remarks>Batches are slices of these tensors; nothing is loaded item by item.</remarks>
internal sealed class SegmentTensors : IDisposable
{
    private readonly Tensor _features;
    private readonly Tensor _labels;

    /// <summary>Collects segments into tensors.</summary>
    /// <param name="data">The features and labels of all segments.</param>
    /// <param name="segments">The segments, by index.</param>
    public SegmentTensors(FeatureSet data, IReadOnlyList<int> segments)
    {
        int size = data.FrameCount * data.CoefficientCount;
        float[] features = new float[segments.Count * size];
        long[] labels = new long[segments.Count];
        for (int i = 0; i < segments.Count; i++)
        {
            data.Segment(segments[i]).CopyTo(features.AsSpan(i * size));
            labels[i] = data.Labels[segments[i]];
        }

        _features = tensor(features, [segments.Count, data.FrameCount, data.CoefficientCount]);
        _labels = tensor(labels);
        Count = segments.Count;
    }

    /// <summary>Number of segments.</summary>
    public int Count { get; }

    /// <summary>
    /// Returns batches in random order for training. A final batch of one segment is omitted, because batch normalisation has no variance
    /// there.
    /// </summary>
    public IEnumerable<Batch> Shuffled(int batchSize, SeededRandom random)
    {
        long[] order = [.. Enumerable.Range(0, Count).Select(i => (long)i)];
        random.Shuffle<long>(order);
        for (int start = 0; start + 1 < Count; start += batchSize)
        {
            using Tensor index = tensor(order[start..Math.Min(start + batchSize, Count)]);
            yield return new Batch(_features.index_select(0, index), _labels.index_select(0, index));
        }
    }

    /// <summary>Gets the number of batches that <see cref="Shuffled"/> returns.</summary>
    public int BatchCount(int batchSize) => (Count - 1 + batchSize - 1) / batchSize;

    /// <summary>Returns batches in order for evaluation.</summary>
    public IEnumerable<(Tensor Features, Tensor Labels)> InOrder(int batchSize)
    {
        for (int start = 0; start < Count; start += batchSize)
        {
            int end = Math.Min(start + batchSize, Count);
            yield return (_features[start..end], _labels[start..end]);
        }
    }

    public void Dispose()
    {
        _features.Dispose();
        _labels.Dispose();
    }
}
