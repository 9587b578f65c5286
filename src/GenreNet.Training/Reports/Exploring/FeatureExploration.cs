using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Training.Reports;

/// <summary>Computes the parts of the exploration page that need features but no audio.</summary>
internal static class FeatureExploration
{
    // Charts and tables with more columns are not legible.
    private const int MostCompared = 128;

    /// <summary>Collects everything that can be shown without audio.</summary>
    /// <param name="prepared">The features.</param>
    /// <param name="seed">The seed for drawing random examples; null for typical ones.</param>
    public static Exploration Run(PreparedFeatures prepared, ulong? seed)
    {
        FeatureSet data = ViewOf(prepared.Features);
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
                FeatureKind.Summary => "summary features",
                FeatureKind.Mfcc => "MFCCs",
                FeatureKind.Embedding => "embeddings",
                _ => "mel bands",
            },
            Examples = [.. chosen.Select(i => Example(data, tracks[i]))],
            ExampleNote = ExampleChoice.Note(seed),
            Skipped = prepared.Skipped,
            Notes = [.. prepared.Warnings, .. NotesOf(prepared.Features, data), "The input contains features only. For durations, waveforms and spectrograms, explore the audio of the dataset."],
        };
    }

    private static GenreExample Example(FeatureSet data, ExploredTrack track)
    {
        string genre = data.Genres[track.Genre];
        return new GenreExample(genre, track.Id, FeaturePictures.Draw(PictureFiles.NamePart(genre), track.Id, data));
    }

    private static string[] Names(FeatureOptions options) => options.Kind switch
    {
        FeatureKind.Embedding when options.CoefficientCount > MostCompared => [],
        FeatureKind.Embedding => [.. Enumerable.Range(1, options.CoefficientCount).Select(i => FormattableString.Invariant($"dimension {i}"))],
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
            // Means and variances alternate; those of several segments are averaged.
            ? new ExploredTrack(track.Id, track.Label, [.. Every(columns, 0)], [.. Every(columns, 1).Select(v => Math.Sqrt(Math.Max(0, v)))], Segments: segments.Length)
            : new ExploredTrack(track.Id, track.Label, [.. columns.Select(c => c.Mean)], [.. columns.Select(c => c.Deviation)], Segments: segments.Length);
    }

    /// <summary>Returns one view of joined features that can be drawn: the summaries, if there are any.</summary>
    private static FeatureSet ViewOf(FeatureSet data)
    {
        if (data.Options.Views is not { } views)
        {
            return data;
        }

        int view = Math.Max(0, views.ToList().FindIndex(v => v.Kind == FeatureKind.Summary));
        (int start, int end) = (data.Options.OffsetOf(view), data.Options.OffsetOf(view + 1));
        float[] values = [.. Enumerable.Range(0, data.SegmentCount).SelectMany(segment => data.Segment(segment)[start..end].ToArray())];
        return new FeatureSet(new FeatureSetContent
        {
            Values = values,
            Labels = [.. data.Labels],
            TrackIds = [.. data.TrackIds],
            Genres = data.Genres,
            Options = views[view],
            DatasetName = data.DatasetName,
            DatasetFingerprint = data.DatasetFingerprint,
            Variants = data.Variants,
        });
    }

    private static IEnumerable<string> NotesOf(FeatureSet data, FeatureSet shown) => data == shown
        ? []
        : [$"The features combine {string.Join(" and ", data.Options.Views!.Select(view => view.Kind))}; this page shows {shown.Options.Kind}."];

    private static IEnumerable<double> Every(Moments[] columns, int first) => columns.Where((_, i) => i % 2 == first).Select(c => c.Mean);
}
