using GenreNet.Core;
using GenreNet.Core.Datasets;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GenreNet.ML;

/// <summary>Adds data views of music datasets to <c>mlContext.Data</c>.</summary>
/// <remarks>
/// The views have the columns <c>Label</c> (key with the genres, sorted, as key values), <c>Genre</c> (text), <c>Track</c> (text),
/// <c>Artist</c> (text: the group of the track, or the track itself if it has no group) and <c>Weight</c> (1 divided by the number of rows of the track).
/// Views of features also have <c>Features</c>, a vector with slot names. Pass <c>Track</c> or <c>Artist</c> as
/// <c>samplingKeyColumnName</c> to <c>TrainTestSplit</c> and <c>CrossValidate</c>, so that rows of one track or artist are never in both parts.
/// The methods are thread-safe, and so are the views.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Datasets;
/// using GenreNet.ML;
/// using Microsoft.ML;
///
/// var context = new MLContext(seed: 1);
/// IDataView table = context.Data.LoadFeatureTable("features_30_sec.csv", TrackGroups.Load("artists.csv"));
/// var pipeline = context.Transforms.NormalizeMeanVariance("Features", fixZero: false)
///     .Append(context.MulticlassClassification.Trainers.SdcaMaximumEntropy());
/// var folds = context.MulticlassClassification.CrossValidate(table, pipeline, numberOfFolds: 5, samplingKeyColumnName: "Artist");
/// Console.WriteLine($"accuracy {folds.Average(fold =&gt; fold.Metrics.MicroAccuracy):P1}");
/// </code>
/// </example>
/// <seealso cref="AudioTransformsCatalog"/>
public static class AudioDataCatalog
{
    /// <summary>Creates a view of features in memory: one row per segment.</summary>
    /// <param name="catalog">The data operations of a context.</param>
    /// <param name="features">The features.</param>
    /// <param name="segments">The segments, by index; null for all segments except those of augmented variants.</param>
    /// <returns>A view of the features, which are not copied.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A segment does not exist.</exception>
    public static IDataView LoadFeatureSet(this DataOperationsCatalog catalog, FeatureSet features, IReadOnlyList<int>? segments = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(features);
        int[] rows = [.. segments ?? [.. Enumerable.Range(0, features.SegmentCount).Where(segment => features.Variants[segment] == 0)]];
        foreach (int row in rows)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row, nameof(segments));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, features.SegmentCount, nameof(segments));
        }

        var groups = features.Tracks.ToDictionary(track => track.Id, track => track.Group, StringComparer.Ordinal);
        string[] names = features.FrameCount == 1 ? [.. FeatureNames.Of(features.Options)] : [];
        return View(
            features.Genres,
            [.. rows.Select(row => new LabelledRow(features.Labels[row], features.TrackIds[row], groups[features.TrackIds[row]]))],
            new ViewColumn(
                new OutputColumn("Features", new VectorDataViewType(NumberDataViewType.Single, features.Options.ValuesPerSegment), names),
                row => features.Segment(rows[row]).ToArray()));
    }

    /// <summary>Creates a view of a feature table with means and variances, such as <c>features_30_sec.csv</c> of GTZAN.</summary>
    /// <param name="catalog">The data operations of a context.</param>
    /// <param name="path">Path of the table, which <see cref="FeatureTable"/> describes.</param>
    /// <param name="groups">The groups of the tracks, such as their artists; null for those of the table.</param>
    /// <exception cref="DatasetException">The table cannot be read, or is damaged.</exception>
    public static IDataView LoadFeatureTable(this DataOperationsCatalog catalog, string path, TrackGroups? groups = null)
    {
        FeatureSet features = FeatureTable.Load(path).Features;
        return catalog.LoadFeatureSet(groups is null ? features : features.With(groups));
    }

    /// <summary>
    /// Creates a view of a folder of genre folders (<c>music/GENRE/*</c>), one row per file, with the column <c>Path</c> instead of <c>Features</c>.
    /// </summary>
    /// <param name="catalog">The data operations of a context.</param>
    /// <param name="folder">Path of the folder, or of a manifest <c>.csv</c>; archives are not supported, because their tracks have no paths.</param>
    /// <param name="groups">The groups of the tracks, such as their artists; null for those of the dataset.</param>
    /// <param name="cancellationToken">Checked between files.</param>
    /// <exception cref="DatasetException">The folder does not exist, is an archive, or has fewer than two genres.</exception>
    public static IDataView LoadAudioFolder(
        this DataOperationsCatalog catalog, string folder, TrackGroups? groups = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        TrackLibrary library = TrackLibrary.Open(folder, cancellationToken);
        library = groups is null ? library : library.With(groups);
        string root = Directory.Exists(folder) ? folder : Path.GetDirectoryName(Path.GetFullPath(folder))!;
        string[] paths = [.. library.Tracks.Select(track => Path.Combine(root, track.RelativePath))];
        if (paths.FirstOrDefault(path => !File.Exists(path)) is { } missing)
        {
            throw new DatasetException($"The tracks of {folder} are not files of a folder ({missing} does not exist): extract an archive first.");
        }

        return View(
            library.Genres,
            [.. library.Tracks.Select(track => new LabelledRow(library.Genres.Index().First(genre => genre.Item == track.Genre).Index, track.Id, track.Group))],
            new ViewColumn(new OutputColumn("Path", TextDataViewType.Instance, []), row => paths[row]));
    }

    private static LabelledView View(IReadOnlyList<string> genres, LabelledRow[] rows, ViewColumn content)
    {
        var counts = rows.CountBy(row => row.Track, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return new LabelledView(
            rows.Length,
            content,
            new ViewColumn(new OutputColumn("Label", new KeyDataViewType(typeof(uint), genres.Count), genres), row => (uint)(rows[row].Label + 1)),
            new ViewColumn(new OutputColumn("Genre", TextDataViewType.Instance, []), row => genres[rows[row].Label]),
            new ViewColumn(new OutputColumn("Track", TextDataViewType.Instance, []), row => rows[row].Track),
            new ViewColumn(new OutputColumn("Artist", TextDataViewType.Instance, []), row => rows[row].Group),
            new ViewColumn(new OutputColumn("Weight", NumberDataViewType.Single, []), row => 1f / counts[rows[row].Track]));
    }

    private readonly record struct LabelledRow(int Label, string Track, string Group);
}
