using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Benchmarks.Fixtures;

/// <summary>Creates the features of one clip per style, ten segments each: one hundredth of GTZAN.</summary>
internal static class SyntheticFeatures
{
    private static readonly Lazy<PreparedFeatures> Prepared = new(Extract);

    public static PreparedFeatures Set => Prepared.Value;

    private static PreparedFeatures Extract()
    {
        var pipeline = new FeaturePipeline(FeatureOptions.Default);
        FeatureClip[] clips = [.. Clips.OfEveryStyle().Select(clip => pipeline.Extract(clip.OpenReader()))];
        IReadOnlyList<string> styles = SyntheticDataset.Styles;
        var features = new FeatureSet(new FeatureSetContent
        {
            Values = (float[])[.. clips.SelectMany(clip => clip.Values.ToArray())],
            Labels = [.. clips.SelectMany((clip, style) => Enumerable.Repeat(style, clip.SegmentCount))],
            TrackIds = [.. clips.SelectMany((clip, style) => Enumerable.Repeat($"{styles[style]}/{styles[style]}.00000", clip.SegmentCount))],
            Genres = styles,
            Options = FeatureOptions.Default,
            DatasetName = "synthetic",
            DatasetFingerprint = "none",
        });
        return new PreparedFeatures(features, [], []);
    }
}
