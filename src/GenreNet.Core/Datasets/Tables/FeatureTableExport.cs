using System.Globalization;
using CsvHelper;
using GenreNet.Core.Features;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Writes feature summaries as CSV, with the columns and column order of the tables distributed with GTZAN, for spreadsheets and ML.NET.
/// </summary>
/// <remarks>
/// RFC 4180 in UTF-8: commas, lines that end in CR LF, decimal points, and numbers that read back as the same <see cref="float"/>. The
/// tables' harmony and perceptr columns are left out. A last column <c>track_id</c> is written if the track ids cannot be derived from file
/// names and genres. The same data gives identical bytes. Thread-safe. Each call uses all processors, so that parallel calls are not
/// faster.
/// </remarks>
/// <example>
/// <code>
/// TrackLibrary library = TrackLibrary.Open("data/gtzan");
/// ExportedTable table = FeatureTableExport.Write(library, "features_3_sec.csv", segmentSeconds: 3);
/// Console.WriteLine($"{table.RowCount} rows of {table.TrackCount} tracks");
/// </code>
/// </example>
/// <seealso cref="FeatureTable"/>
public static class FeatureTableExport
{
    // In the GTZAN tables, the tempo column comes immediately before the MFCC columns.
    private static readonly int TempoPlace = SummaryExtractor.ColumnNames.ToList().IndexOf("mfcc1_mean");

    /// <summary>
    /// Summarizes a dataset on all processors and writes the columns <c>filename, length, 52 features with tempo among them, label</c>.
    /// </summary>
    /// <param name="library">The dataset.</param>
    /// <param name="path">The table to write.</param>
    /// <param name="segmentSeconds">
    /// Length of a segment in seconds for one row per complete segment (3 in GTZAN's tables of segments); null for one row per clip.
    /// </param>
    /// <param name="progress">Receives a report after every track, one call at a time.</param>
    /// <param name="cancellationToken">Stops soon; nothing is written then.</param>
    /// <exception cref="DatasetException">No track can be used.</exception>
    /// <exception cref="DependencyMissingException">Most of the dataset needs ffmpeg, which was not found.</exception>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static ExportedTable Write(
        TrackLibrary library, string path, double? segmentSeconds = null, IProgress<ExtractionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(library);
        if (segmentSeconds is not null)
        {
            (FeatureOptions.Summaries with { SegmentSeconds = segmentSeconds.Value }).Validate();
        }

        RequireOurs(path);
        var clips = new ClipRows(segmentSeconds);
        var done = new Dictionary<string, (List<ClipRows.Row> Rows, List<string> Warnings)>(StringComparer.Ordinal);
        var failures = new Dictionary<string, GenreNetException>(StringComparer.Ordinal);
        var gate = new Lock();
        ParallelWork.Run(
            library.ReadAll(),
            item =>
            {
                List<string> warnings = [];
                (List<ClipRows.Row>? rows, GenreNetException? failure) = Try(() => clips.Read(item.Open(), warnings, cancellationToken));
                lock (gate)
                {
                    if (rows is not null)
                    {
                        done.Add(item.Track.Id, (rows, warnings));
                    }
                    else
                    {
                        failures.Add(item.Track.Id, failure!);
                    }

                    progress?.Report(new ExtractionProgress(done.Count + failures.Count, library.Tracks.Count, item.Track.Id));
                }
            },
            cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        RequireSome(library, failures);

        string[] names = [.. SummaryExtractor.ColumnNames];
        var places = new TrackPlaces([.. library.Tracks.Select(t => (t.Id, t.Group, t.Part))]);
        Save(path, [SummaryTable.FileName, SummaryTable.Length, .. names[..TempoPlace], SummaryTable.Tempo, .. names[TempoPlace..], SummaryTable.Label, .. places.Columns],
            [.. library.Tracks.Where(track => done.ContainsKey(track.Id)).SelectMany(track => done[track.Id].Rows.Select((row, i) => new ExportedRow(
                track.Id, track.Genre, [.. Fields(track, row, segmentSeconds is null ? null : i), .. places.Of(track.Group, track.Part)])))]);
        return new ExportedTable(
            done.Values.Sum(clip => clip.Rows.Count),
            done.Count,
            [.. library.Tracks.Where(t => failures.ContainsKey(t.Id)).Select(t => new SkippedTrack(t.Id, failures[t.Id].Message))],
            [.. library.Warnings, .. library.Tracks.Where(t => done.ContainsKey(t.Id)).SelectMany(t => done[t.Id].Warnings)]);
    }

    /// <summary>
    /// Writes prepared summaries with the columns <c>filename, 52 features, label</c>; they do not include lengths and tempi.
    /// </summary>
    /// <param name="features">Features of the kind <see cref="FeatureKind.Summary"/>.</param>
    /// <param name="path">The table to write.</param>
    /// <exception cref="DatasetException">The features are of another kind.</exception>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static ExportedTable Write(FeatureSet features, string path)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Options.Kind != FeatureKind.Summary)
        {
            throw new DatasetException(
                $"{features.DatasetName} contains {features.Options.Kind} features, which have no columns in a feature table: "
                + "export the audio instead, or a cache of summaries.");
        }

        RequireOurs(path);
        bool areSegments = features.SegmentCount > features.TrackCount;
        var places = new TrackPlaces([.. features.Tracks.Select(t => (t.Id, t.Group, t.Part))]);
        Save(path, [SummaryTable.FileName, .. SummaryExtractor.ColumnNames, SummaryTable.Label, .. places.Columns], [.. features.Tracks.SelectMany(track =>
            features.SegmentsOf([track.Id]).Select((segment, i) => new ExportedRow(track.Id, features.Genres[track.Label], [
                TableName.Write(track.Id, features.Genres[track.Label], string.Empty, areSegments ? i : null),
                .. Numbers(features.Segment(segment)),
                features.Genres[track.Label],
                .. places.Of(track.Group, track.Part)])))]);
        return new ExportedTable(features.SegmentCount, features.TrackCount, [], []);
    }

    // An existing table may be replaced; any other file, such as a manifest, must never be overwritten.
    private static void RequireOurs(string path)
    {
        if (File.Exists(path) && !FeatureTable.IsTable(path))
        {
            throw new GenreNetException($"{path} exists and is not a feature table, so it was not overwritten: delete it, or choose another output name.");
        }

        AtomicFile.RequireWritable(path);
    }

    private static (List<ClipRows.Row>? Rows, GenreNetException? Failure) Try(Func<List<ClipRows.Row>> read)
    {
        try
        {
            return (read(), null);
        }
        catch (Exception problem) when (problem is AudioFormatException or DependencyMissingException)
        {
            return (null, (GenreNetException)problem);
        }
    }

    private static void RequireSome(TrackLibrary library, Dictionary<string, GenreNetException> failures)
    {
        ReadableTracks.RequireMost(failures.Values, library.Tracks.Count);
        if (failures.Count == library.Tracks.Count)
        {
            throw new DatasetException($"No track of {library.Name} can be used: replace its files. First error: {failures.Values.First().Message}");
        }
    }

    private static string[] Fields(Track track, ClipRows.Row row, int? segment) =>
    [
        TableName.Write(track.Id, track.Genre, Path.GetExtension(track.RelativePath), segment),
        row.Length.ToString(CultureInfo.InvariantCulture),
        .. Numbers(row.Summary.AsSpan(0, TempoPlace)),
        row.Tempo.ToString("R", CultureInfo.InvariantCulture),
        .. Numbers(row.Summary.AsSpan(TempoPlace)),
        track.Genre,
    ];

    private static string[] Numbers(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), value => value.ToString("R", CultureInfo.InvariantCulture));

    private static void Save(string path, string[] header, IReadOnlyList<ExportedRow> rows)
    {
        bool areNamesEnough = TableName.AreEnough([.. rows.Select(row => (row.Fields[0], row.Genre, row.TrackId))]);
        AtomicFile.Write(path, stream =>
        {
            using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
            csv.WriteHeader(areNamesEnough ? header : [.. header, SummaryTable.TrackId]);
            foreach (ExportedRow row in rows)
            {
                csv.WriteRecord(areNamesEnough ? row.Fields : [.. row.Fields, row.TrackId]);
            }
        });
    }

    private sealed record ExportedRow(string TrackId, string Genre, string[] Fields);
}

/// <summary>Represents the result of exporting a table.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="RowCount">Number of rows below the header.</param>
/// <param name="TrackCount">Number of tracks with a row.</param>
/// <param name="Skipped">Tracks without a row, sorted by id.</param>
/// <param name="Warnings">Warnings about tracks that were used, one sentence each.</param>
/// <seealso cref="FeatureTableExport"/>
public sealed record ExportedTable(int RowCount, int TrackCount, IReadOnlyList<SkippedTrack> Skipped, IReadOnlyList<string> Warnings);
