using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>Measures the novelty of joined features by one of their views.</summary>
/// <param name="meter">Measures the novelty of the view.</param>
/// <param name="offset">Index of the first value of the view in the joined features.</param>
/// <param name="view">The features of the view.</param>
internal sealed class ViewNovelty(NoveltyMeter meter, int offset, FeatureOptions view) : NoveltyMeter
{
    public override double LimitOf(double clipSeconds, double windowSeconds) => meter.LimitOf(clipSeconds, Math.Min(windowSeconds, view.SegmentSeconds));

    public override double Measure(ReadOnlySpan<float> segment) => meter.Measure(segment.Slice(offset, view.ValuesPerSegment));
}
