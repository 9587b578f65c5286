using GenreNet.Core.Features;

namespace GenreNet.Training.Runs;

/// <summary>Collects the features of several models in one row; equal features are computed once.</summary>
internal sealed class JoinedViews
{
    private readonly List<FeatureOptions> _views = [];
    private readonly List<FeatureOptions> _added = [];

    /// <summary>Adds the features of a model.</summary>
    /// <param name="features">The features; joined features are split into their views.</param>
    /// <returns>The index of their first view, from 0.</returns>
    public int Add(FeatureOptions features)
    {
        FeatureOptions[] own = [.. (features.Views ?? [features]).Select(v => v with { HopSeconds = null, Tail = TailPolicy.Drop, FillsByRepeating = false })];
        _added.Add(features);
        for (int start = 0; start + own.Length <= _views.Count; start++)
        {
            if (_views.Skip(start).Take(own.Length).SequenceEqual(own))
            {
                return start;
            }
        }

        _views.AddRange(own);
        return _views.Count - own.Length;
    }

    /// <summary>
    /// Creates the options of the joined features: segments have the length of the longest view, and each view covers the start of a
    /// segment.
    /// </summary>
    /// <param name="hopSeconds">Time between the starts of consecutive segments, in seconds; null for the longest hop of the
    /// models.</param>
    public FeatureOptions Join(double? hopSeconds)
    {
        double seconds = _added.Max(f => f.SegmentSeconds);
        double hop = Math.Min(seconds, hopSeconds ?? _added.Max(f => f.HopSeconds ?? f.SegmentSeconds));
        TailPolicy tail = _added.All(f => f.Tail == _added[0].Tail) ? _added[0].Tail : TailPolicy.Align;
        FeatureOptions joined = _views.Count == 1 ? _views[0] : FeatureOptions.Join(seconds, _views);
        // A clip shorter than a segment matches the classification of the complete clip far more often if it is repeated than if it is
        // padded with
        // silence.
        bool repeats = _views.Count > 1 || _added.Any(f => f.FillsByRepeating);
        return joined with { HopSeconds = hop < seconds ? hop : null, Tail = tail, FillsByRepeating = repeats };
    }
}
