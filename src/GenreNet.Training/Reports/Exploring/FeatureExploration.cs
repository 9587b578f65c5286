using GenreNet.Core.Datasets;
using GenreNet.Core.Datasets.Caching;
using GenreNet.Core.Features;
using GenreNet.Core.Features.Summary;
using GenreNet.Training.Reports.Exploring.Measures;
using GenreNet.Training.Reports.Pictures;

namespace GenreNet.Training.Reports.Exploring;

/// <summary>Explores features without their audio: a prepared file or a feature table.</summary>
internal static class FeatureExploration
{
    /// <summary>What can be shown without audio.</summary>
    /// <param name="prepared">The features.</param>
    /// <param name="seed">Draws the examples; null for typical ones.</param>
    public static Exploration Run(PreparedFeatures prepared, ulong? seed)
    {
        FeatureSet data = prepared.Features;
        ExploredTrack[] tracks = [.. data.Tracks.OrderBy(t => t.Id, StringComparer.Ordinal).Select(t => Measure(data, t))];
        int[] chosen = data.Options.IsRow ? [] : [.. ExampleChoice.Of(tracks, data.Genres.Count, seed)];
        return new Exploration
        {
            Dataset = data.DatasetName,
            Fingerprint = data.DatasetFingerprint,
            Genres = data.Genres,
            Tracks = tracks,
            Features = Names(data.Options),
            FeatureName = data.Options.Kind switch
            {
                FeatureKind.Summary => "summaries",
                FeatureKind.Mfcc => "MFCCs",
                FeatureKind.Embedding => "embeddings",
                FeatureKind.Joined => "joined features",
                _ => "mel bands",
            },
            Examples = [.. chosen.Select(i => Example(data, tracks[i]))],
            ExampleNote = ExampleChoice.Note(seed),
            Skipped = prepared.Skipped,
            Notes = [.. prepared.Warnings, "These are features without audio: durations, waveforms and spectrograms need the dataset itself."],
        };
    }

    private static GenreExample Example(FeatureSet data, ExploredTrack track)
    {
        string genre = data.Genres[track.Genre];
        return new GenreExample(genre, track.Id, FeaturePictures.Draw(PictureFiles.NamePart(genre), track.Id, data));
    }

    private static string[] Names(FeatureOptions options) => options.Kind switch
    {
        FeatureKind.Summary => [.. SummaryExtractor.ColumnNames.Where((_, i) => i % 2 == 0).Select(c => c.Replace("_mean", string.Empty, StringComparison.Ordinal).Replace('_', ' '))],
        FeatureKind.Mfcc => [.. Enumerable.Range(1, options.CoefficientCount).Select(i => FormattableString.Invariant($"MFCC {i}"))],
        _ => [.. Enumerable.Range(1, options.CoefficientCount).Select(i => FormattableString.Invariant($"band {i}"))],
    };

    private static ExploredTrack Measure(FeatureSet data, LabelledTrack track)
    {
        int[] segments = data.SegmentsOf([track.Id]);
        float[] rows = data.Gather(segments);
        Moments[] columns = Moments.OfColumns(rows, data.CoefficientCount);
        return data.Options.Kind == FeatureKind.Summary
            // Means and variances by turns; those of several segments are averaged.
            ? new ExploredTrack(track.Id, track.Label, [.. Every(columns, 0)], [.. Every(columns, 1).Select(v => Math.Sqrt(Math.Max(0, v)))], Segments: segments.Length)
            : new ExploredTrack(track.Id, track.Label, [.. columns.Select(c => c.Mean)], [.. columns.Select(c => c.Deviation)], Segments: segments.Length);
    }

    private static IEnumerable<double> Every(Moments[] columns, int first) => columns.Where((_, i) => i % 2 == first).Select(c => c.Mean);
}
