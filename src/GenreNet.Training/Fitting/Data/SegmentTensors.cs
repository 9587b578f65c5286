using System.Runtime.InteropServices;
using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;
using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>
/// Represents one part of a split as batches of tensors: features <c>[segments, frames, coefficients]</c> and labels <c>[segments]</c>.
/// </summary>
/// <remarks>
/// Only the tensors of the current batch exist: the features stay where the dataset holds them, in memory or in a mapped file.
/// </remarks>
/// <param name="data">The features and labels of all segments.</param>
/// <param name="segments">The segments of the part, by index.</param>
/// <param name="device">The device of the batches; null for the CPU.</param>
internal sealed class SegmentTensors(FeatureSet data, IReadOnlyList<int> segments, Device? device = null)
{
    /// <summary>Number of segments.</summary>
    public int Count => segments.Count;

    /// <summary>
    /// Returns batches in random order for training; the caller's dispose scope owns their tensors. A final batch of one segment is omitted, because batch normalisation has no variance
    /// there.
    /// </summary>
    public IEnumerable<Batch> Shuffled(int batchSize, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        random.Shuffle<int>(order);
        for (int start = 0; start + 1 < Count; start += batchSize)
        {
            (Tensor features, Tensor labels) = Load([.. order[start..Math.Min(start + batchSize, Count)].Select(i => segments[i])]);
            yield return new Batch(features, labels);
        }
    }

    /// <summary>Gets the number of batches that <see cref="Shuffled"/> returns.</summary>
    public int BatchCount(int batchSize) => (Count - 1 + batchSize - 1) / batchSize;

    /// <summary>Computes a value of each batch in order, for evaluation. All tensors of a batch are freed before the next one.</summary>
    /// <param name="batchSize">Number of segments per batch; the last batch may have fewer.</param>
    /// <param name="compute">Receives the features and labels of a batch.</param>
    public IEnumerable<T> SelectInOrder<T>(int batchSize, Func<Tensor, Tensor, T> compute)
    {
        foreach (int[] batch in segments.Chunk(batchSize))
        {
            T value;
            using (NewDisposeScope())
            {
                (Tensor features, Tensor labels) = Load(batch);
                value = compute(features, labels);
            }

            yield return value;
        }
    }

    private (Tensor Features, Tensor Labels) Load(int[] batch)
    {
        Tensor features = empty([batch.Length, data.FrameCount, data.CoefficientCount]);
        Span<float> values = MemoryMarshal.Cast<byte, float>(features.bytes);
        int size = data.Options.ValuesPerSegment;
        for (int i = 0; i < batch.Length; i++)
        {
            data.Segment(batch[i]).CopyTo(values[(i * size)..]);
        }

        Tensor labels = tensor(Array.ConvertAll(batch, segment => (long)data.Labels[segment]));
        return device is null ? (features, labels) : (features.On(device), labels.On(device));
    }
}
