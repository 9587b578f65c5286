using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>The novelty of joined features: that of one view.</summary>
/// <param name="meter">Measures the view.</param>
/// <param name="offset">Where the view begins in the row.</param>
/// <param name="view">The features of the view.</param>
internal sealed class ViewNovelty(NoveltyMeter meter, int offset, FeatureOptions view) : NoveltyMeter
{
    public override double LimitOf(double clipSeconds, double windowSeconds) => meter.LimitOf(clipSeconds, Math.Min(windowSeconds, view.SegmentSeconds));

    public override double Measure(ReadOnlySpan<float> segment) => meter.Measure(segment.Slice(offset, view.ValuesPerSegment));
}
