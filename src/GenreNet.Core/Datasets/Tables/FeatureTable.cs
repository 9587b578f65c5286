using System.Security.Cryptography;
using System.Text;
using GenreNet.Core.Features;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>Reads feature summaries from CSV tables like those distributed with GTZAN: training data without any audio.</summary>
/// <remarks>
/// <c>features_30_sec.csv</c> has one row per clip, <c>features_3_sec.csv</c> one row per segment, with the columns <c>filename</c>,
/// <c>label</c> and the 52 of <see cref="SummaryExtractor.ColumnNames"/>. The columns <c>track_id</c>, <c>group</c> and <c>split</c> are
/// used if present; other columns are ignored. Segments of a clip form one track. Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// PreparedFeatures table = FeatureTable.Load("features_3_sec.csv");
/// Console.WriteLine($"{table.Features.SegmentCount} rows of {table.Features.TrackCount} tracks");
/// </code>
/// </example>
/// <seealso cref="FeatureTableExport"/>
/// <seealso cref="FeatureSet"/>
public static class FeatureTable
{
    private const double UsualSegmentSeconds = 3;

    /// <summary>
    /// Returns whether a file is such a table, judging by its first line: other CSV files lack <c>filename</c> or <c>label</c>.
    /// </summary>
    /// <param name="path">Path of the file; it need not exist.</param>
    public static bool IsTable(string path)
    {
        if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
        {
            return false;
        }

        try
        {
            using FileStream stream = InputFile.OpenRead(path);
            byte[] start = new byte[CsvSeparator.HeaderLength];
            string[] names = CsvSeparator.HeaderOf(start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
            return names.Contains(SummaryTable.FileName) && names.Contains(SummaryTable.Label);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads a table.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="quarantine">Tracks to leave out; null for none.</param>
    /// <returns>Features of the kind <see cref="FeatureKind.Summary"/>, sorted by track and segment; nothing is skipped.</returns>
    /// <exception cref="DatasetException">
    /// The file cannot be read, is damaged (the message gives the line), or has fewer than two genres.
    /// </exception>
    public static PreparedFeatures Load(string path, Quarantine? quarantine = null)
    {
        (IReadOnlyList<SummaryRow> rows, IReadOnlyList<string> unused) = SummaryTable.Read(path);
        IReadOnlyDictionary<string, string> spellings = GenreName.Choose(rows.Select(row => row.Genre));
        (string Track, int Segment)[] names = TableName.Read([.. rows.Select(row => (row.FileName, spellings[row.Genre], row.TrackId))]);
        HashSet<string> left = quarantine is null ? [] : [.. quarantine.For(names.Select(name => name.Track)).Tracks.Select(t => t.Track)];
        int[] order = [.. Enumerable.Range(0, rows.Count).Where(i => !left.Contains(names[i].Track))
            .OrderBy(i => names[i].Track, StringComparer.Ordinal).ThenBy(i => names[i].Segment)];
        RequireOneRowEach(path, rows, names, order);
        string[] genres = [.. order.Select(i => spellings[rows[i].Genre]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (genres.Length < 2)
        {
            throw new DatasetException(genres.Length == 0
                ? $"{path} contains no rows: use a feature table with at least two genres."
                : $"{path} contains only the genre {genres[0]}, but a classifier needs at least two{(TrackLibrary.Merged(spellings).FirstOrDefault() is { } merged ? $" ({merged.TrimEnd('.')})" : string.Empty)}: add rows of another genre.");
        }

        string[] tracks = [.. order.Select(i => names[i].Track)];
        int[] labels = [.. order.Select(i => Array.BinarySearch(genres, spellings[rows[i].Genre], StringComparer.Ordinal))];
        float[] values = [.. order.SelectMany(i => rows[i].Values)];
        RequireOnePlaceEach(path, rows, names, order);
        var features = new FeatureSet(new FeatureSetContent
        {
            Values = values,
            Labels = labels,
            TrackIds = tracks,
            Genres = genres,
            Options = OptionsOf(rows, names),
            DatasetName = Path.GetFileNameWithoutExtension(path),
            DatasetFingerprint = Hash(values, labels, names, order, genres),
            Groups = [.. order.Select(i => rows[i].Group.Length > 0 ? rows[i].Group : names[i].Track)],
            Parts = [.. order.Select(i => rows[i].Part)],
        });
        return new PreparedFeatures(features, [], [.. Warnings(path, unused, rows.Count - order.Length, [.. left.Except(names.Select(n => n.Track), StringComparer.Ordinal)])]);
    }

    // Rejects the same segment of the same track under two names, such as x.wav and x.flac.
    private static void RequireOneRowEach(string path, IReadOnlyList<SummaryRow> rows, (string Track, int Segment)[] names, int[] order)
    {
        for (int i = 1; i < order.Length; i++)
        {
            if (names[order[i]] == names[order[i - 1]])
            {
                (SummaryRow first, SummaryRow second) = (rows[order[i - 1]], rows[order[i]]);
                throw new DatasetException($"Line {second.Line} of {path} ({second.FileName}) belongs to the same track as line {first.Line} ({first.FileName}): remove one of the two lines.");
            }
        }
    }

    private static void RequireOnePlaceEach(string path, IReadOnlyList<SummaryRow> rows, (string Track, int Segment)[] names, int[] order)
    {
        for (int i = 1; i < order.Length; i++)
        {
            (SummaryRow first, SummaryRow second) = (rows[order[i - 1]], rows[order[i]]);
            if (names[order[i]].Track == names[order[i - 1]].Track && (GroupName.Key(first.Group), first.Part) != (GroupName.Key(second.Group), second.Part))
            {
                throw new DatasetException($"The group or split on line {second.Line} of {path} ({second.FileName}) differs from that on line {first.Line} ({first.FileName}), which belongs to the same track: correct one of them.");
            }
        }
    }

    private static FeatureOptions OptionsOf(IReadOnlyList<SummaryRow> rows, (string Track, int Segment)[] names)
    {
        if (names.All(name => name.Segment < 0))
        {
            return FeatureOptions.Summaries;
        }

        double[] lengths = [.. rows.Where(row => row.Length > 0).Select(row => row.Length!.Value).Order()];
        double seconds = lengths.Length == 0 ? UsualSegmentSeconds : Math.Round(lengths[lengths.Length / 2] / FeatureOptions.Summaries.SampleRate, 1);
        return FeatureOptions.Summaries with { SegmentSeconds = Math.Clamp(seconds, 0.1, 3600) };
    }

    private static IEnumerable<string> Warnings(string path, IReadOnlyList<string> unused, int quarantined, string[] unknown)
    {
        if (unused.Count > 0)
        {
            yield return $"{path} has {Plural.Choose(unused.Count, "an unused column", "unused columns")}: {CsvFile.Shown(unused)}.";
        }

        if (quarantined > 0)
        {
            yield return $"{Plural.Of(quarantined, "row")} of quarantined tracks in {path} {Plural.Choose(quarantined, "is", "are")} left out.";
        }

        if (unknown.Length > 0)
        {
            yield return $"{Plural.Of(unknown.Length, "quarantined track is", "quarantined tracks are")} not in {path}, for example {unknown.Min(StringComparer.Ordinal)}.";
        }
    }

    private static string Hash(float[] values, int[] labels, (string Track, int Segment)[] names, int[] order, string[] genres)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < order.Length; i++)
        {
            (string track, int segment) = names[order[i]];
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{track}\n{segment}\n{genres[labels[i]]}\n")));
        }

        foreach (float value in values)
        {
            hash.AppendData(BitConverter.GetBytes(value));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
