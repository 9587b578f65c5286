using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Creates batches of training segments that are augmented anew in each epoch.</summary>
/// <remarks>Works on plain arrays, so that a batch depends only on the seed and not on torch's threads.</remarks>
internal sealed class AugmentedSegments
{
    private readonly FeatureSet _data;
    private readonly TrainingSegments _segments;
    private readonly TrainingOptions _settings;
    private readonly AugmentationOptions _options;
    private readonly FeatureAugmentation _augmentation;
    private readonly double[]? _shares;
    private readonly Device? _device;

    // Frames between the starts of two consecutive segments.
    private readonly int _hopFrames;

    /// <summary>Prepares batches.</summary>
    /// <param name="data">The features and labels of all segments.</param>
    /// <param name="training">The training segments, by index.</param>
    /// <param name="segments">The training segments with their targets, including unlabelled segments.</param>
    /// <param name="settings">The training settings, which define sampling and augmentation.</param>
    /// <param name="device">The device of the batches; null for the CPU.</param>
    public AugmentedSegments(FeatureSet data, int[] training, TrainingSegments segments, TrainingOptions settings, Device? device = null)
    {
        (_data, _segments, _settings, _options, _device) = (data, segments, settings, settings.Augmentation ?? new AugmentationOptions(), device);
        float[] mean = FeatureStatistics.Measure(data.CoefficientCount, training.Select(s => data.Segment(s).ToArray())).Mean;
        _augmentation = new FeatureAugmentation(data.Options, _options, mean);
        _hopFrames = data.Options.HopSeconds is null || data.Options.IsRow ? data.FrameCount : Math.Clamp(
            (int)Math.Round((double)data.Options.HopLength / (data.Options.LogMel?.HopLength ?? data.Options.Mfcc.HopLength)), 1, data.FrameCount);
        _shares = settings.SampleByWeight ? segments.Shares() : null;
    }

    /// <summary>Prepares batches if the settings require them; returns null otherwise, because slices of two tensors are faster.</summary>
    /// <inheritdoc cref="AugmentedSegments(FeatureSet, int[], TrainingSegments, TrainingOptions, Device)" path="/param"/>
    public static AugmentedSegments? For(FeatureSet data, int[] training, TrainingSegments segments, TrainingOptions settings, Device? device = null) =>
        settings.Augmentation is null && !segments.HasTargets && !settings.SampleByWeight ? null : new AugmentedSegments(data, training, segments, settings, device);

    /// <summary>Gets the number of batches that <see cref="Shuffled"/> returns.</summary>
    /// <param name="batchSize">Segments per batch.</param>
    public int BatchCount(int batchSize) => (_segments.Count - 1 + batchSize - 1) / batchSize;

    /// <summary>Returns the batches of an epoch in random order; a final batch of one segment is omitted.</summary>
    /// <param name="batchSize">Segments per batch.</param>
    /// <param name="random">The random number generator.</param>
    /// <remarks>The arrays of the next batch are computed on another thread while the caller uses this one.</remarks>
    public IEnumerable<Batch> Shuffled(int batchSize, SeededRandom random) => Ahead.Of(Arrays(batchSize, random)).Select(ToTensors);

    private IEnumerable<BatchArrays> Arrays(int batchSize, SeededRandom random)
    {
        int[] order = _shares is null ? SegmentDraw.Once(_segments.Count, random) : SegmentDraw.ByShare(_shares, random);
        for (int start = 0; start + 1 < order.Length; start += batchSize)
        {
            yield return Make(order.AsSpan(start, Math.Min(batchSize, order.Length - start)), random);
        }
    }

    private BatchArrays Make(ReadOnlySpan<int> chosen, SeededRandom random)
    {
        int size = _data.Options.ValuesPerSegment;
        float[] values = new float[chosen.Length * size];
        long[] labels = new long[chosen.Length];
        for (int i = 0; i < chosen.Length; i++)
        {
            Span<float> segment = values.AsSpan(i * size, size);
            Cut(chosen[i], segment, random);
            _augmentation.Apply(segment, random);
            labels[i] = _segments.Genre(chosen[i]);
        }

        (float[] Label, float[] Teacher, float[] Embedding)? targets = _segments.HasTargets ? Targets(chosen) : null;
        float share = 1;
        int[]? partners = null;
        if (_options.Mixup > 0)
        {
            // Zhang et al., "mixup: beyond empirical risk minimization" (2018): one mixing share per batch, with partners from the same
            // batch.
            share = (float)BetaDistribution.Next(random, _options.Mixup);
            partners = [.. Enumerable.Range(0, labels.Length)];
            random.Shuffle<int>(partners);
        }

        float[] Mixed(float[] rows) => partners is null ? rows : Mix(rows, partners, share);
        return new BatchArrays(
            Mixed(values),
            labels,
            partners is null ? null : [.. partners.Select(p => labels[p])],
            share,
            targets is not { } t ? null : (Mixed(t.Label), Mixed(t.Teacher), Mixed(t.Embedding)));
    }

    // Tensors belong to the dispose scope of the thread that creates them, so this runs on the thread of the caller.
    private Batch ToTensors(BatchArrays arrays)
    {
        int count = arrays.Labels.Length;
        Tensor? Rows(float[] values, int length) => values.Length == 0 ? null : tensor(values, [count, length], device: _device);
        return new Batch(
            tensor(arrays.Values, [count, _data.FrameCount, _data.CoefficientCount], device: _device),
            tensor(arrays.Labels, device: _device),
            arrays.MixedLabels is null ? null : tensor(arrays.MixedLabels, device: _device),
            arrays.Share)
        {
            Targets = arrays.Targets is not { } t ? null : new BatchTargets(
                Rows(t.Label, _data.Genres.Count)!, Rows(t.Teacher, _data.Genres.Count), Rows(t.Embedding, _segments.EmbeddingSize)),
        };
    }

    private (float[] Label, float[] Teacher, float[] Embedding) Targets(ReadOnlySpan<int> chosen)
    {
        int genres = _data.Genres.Count;
        bool hasTeacher = _settings.Teaching is { HasProbabilities: true };
        float[] label = new float[chosen.Length * genres];
        float[] teacher = new float[hasTeacher ? label.Length : 0];
        float[] embedding = new float[chosen.Length * _segments.EmbeddingSize];
        for (int i = 0; i < chosen.Length; i++)
        {
            _segments.Write(
                chosen[i],
                label.AsSpan(i * genres, genres),
                hasTeacher ? teacher.AsSpan(i * genres, genres) : [],
                embedding.AsSpan(i * _segments.EmbeddingSize, _segments.EmbeddingSize));
        }

        return (label, teacher, embedding);
    }

    private void Cut(int index, Span<float> destination, SeededRandom random)
    {
        ReadOnlySpan<float> here = _segments.Values(index);
        int skipped = _options.RandomCrop && _segments.GoesOn[index] ? random.Next(_hopFrames) * _data.CoefficientCount : 0;
        here[skipped..].CopyTo(destination);
        if (skipped > 0)
        {
            // If segments overlap, the next one begins with frames that are already present.
            int known = (_data.FrameCount - _hopFrames) * _data.CoefficientCount;
            _segments.Values(index + 1).Slice(known, skipped).CopyTo(destination[(here.Length - skipped)..]);
        }
    }

    private static float[] Mix(float[] rows, int[] partners, float share)
    {
        int size = rows.Length / partners.Length;
        float[] mixed = new float[rows.Length];
        for (int i = 0; i < mixed.Length; i++)
        {
            mixed[i] = (share * rows[i]) + ((1 - share) * rows[(partners[i / size] * size) + (i % size)]);
        }

        return mixed;
    }

    private sealed record BatchArrays(
        float[] Values, long[] Labels, long[]? MixedLabels, float Share, (float[] Label, float[] Teacher, float[] Embedding)? Targets);
}
