using GenreNet.Core.Features;

namespace GenreNet.ML;

/// <summary>Names the values of features, for the slot names of vectors.</summary>
internal static class FeatureNames
{
    /// <summary>Returns the names of the values of a frame; of features with one row per segment, of the row.</summary>
    /// <param name="features">The features.</param>
    public static IEnumerable<string> Of(FeatureOptions features) => features.Kind switch
    {
        FeatureKind.Summary => SummaryExtractor.ColumnNames,
        FeatureKind.Mfcc => Numbered("mfcc", features),
        FeatureKind.LogMel or FeatureKind.EfficientAtMel or FeatureKind.MusicnnMel => Numbered("mel", features),
        FeatureKind.Joined when features.Views!.All(view => view.IsRow) => features.Views!.Index().SelectMany(view => Of(view.Item).Select(name => $"view{view.Index + 1}_{name}")),
        FeatureKind.Embedding => Numbered("embedding", features),
        _ => Numbered("value", features),
    };

    private static IEnumerable<string> Numbered(string name, FeatureOptions features) => Enumerable.Range(1, features.CoefficientCount).Select(i => $"{name}{i}");
}
