using System.Text;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>Reads splits from text files, such as published ones: one track per line, <c>blues/blues.00029.wav</c>.</summary>
/// <remarks>
/// Blank lines and lines that begin with <c>#</c> are skipped. The extension and leading folders are optional. Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// FeatureSet features = FeatureCache.Load("gtzan.npz").Features;
/// DataSplit split = SplitLists.Read(features, "train_filtered.txt", "valid_filtered.txt", "test_filtered.txt");
/// </code>
/// </example>
/// <seealso cref="DataSplit"/>
/// <seealso cref="PublishedSplit"/>
public static class SplitLists
{
    private const long LargestFile = 64 << 20;

    /// <summary>
    /// Reads three lists and finds their tracks. Tracks on no list are left out; lines without a match are counted in a warning.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="train">Path of the list of training tracks.</param>
    /// <param name="validation">Path of the list of validation tracks, which choose the best epoch.</param>
    /// <param name="test">Path of the list of test tracks.</param>
    /// <param name="source">Name of the split; null to use the names of the files.</param>
    /// <exception cref="DatasetException">
    /// A list cannot be read, names no track of the data, names a track that is on another list, or is ambiguous.
    /// </exception>
    public static DataSplit Read(FeatureSet data, string train, string validation, string test, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return SplitReview.Complete(ReadAll(data, [(train, SplitPart.Train), (validation, SplitPart.Validation), (test, SplitPart.Test)], source), data);
    }

    /// <summary>
    /// Reads two lists. The second is the test part; a fraction of the first is drawn for validation, stratified by genre and without
    /// dividing groups.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="train">Path of the list of training tracks.</param>
    /// <param name="test">Path of the list of test tracks.</param>
    /// <param name="validationShare">Fraction of the first list to use for validation, between 0 and 1, exclusive.</param>
    /// <param name="seed">Random seed for drawing the validation tracks.</param>
    /// <param name="source">Name of the split; null to use the names of the files.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is out of range.</exception>
    /// <exception cref="DatasetException">
    /// As with three lists, or a genre has too few tracks or groups on the first list for two parts.
    /// </exception>
    public static DataSplit Read(FeatureSet data, string train, string test, double validationShare, ulong seed, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataSplit split = ReadAll(data, [(train, SplitPart.Train), (test, SplitPart.Test)], source);
        (string[] learnt, string[] choosing) = ValidationDraw.Draw(data, split.Train, validationShare, seed);
        return SplitReview.Complete(split with { Train = learnt, Validation = choosing, Seed = seed }, data);
    }

    private static DataSplit ReadAll(FeatureSet data, IReadOnlyList<(string File, SplitPart Part)> lists, string? source)
    {
        var matcher = new TrackMatcher(data.Tracks.Select(t => t.Id));
        var found = new Dictionary<string, ListLine>(StringComparer.Ordinal);
        List<string> warnings = [];
        foreach ((string file, SplitPart part) in lists)
        {
            AddAll(file, part);
        }

        return new DataSplit
        {
            Kind = SplitKind.Lists,
            Source = source ?? string.Join(", ", lists.Select(list => Path.GetFileName(list.File))),
            Train = TracksOf(SplitPart.Train),
            Validation = TracksOf(SplitPart.Validation),
            Test = TracksOf(SplitPart.Test),
            Warnings = warnings,
        };

        void AddAll(string file, SplitPart part)
        {
            ListLine[] lines = Lines(file, part);
            ListLine[] unmatched = [.. lines.Where(line => !Add(line))];
            if (unmatched.Length == lines.Length)
            {
                string example = lines.Length == 0 ? "it is empty" : $"line {lines[0].Number} is '{CsvFile.Shown(lines[0].Text)}', but track ids have the form '{data.Tracks[0].Id}'";
                throw new DatasetException($"{file} lists no tracks of {data.DatasetName} ({example}): use a list for this dataset.");
            }

            if (unmatched.Length > 0)
            {
                warnings.Add($"{unmatched.Length} of the {lines.Length} lines of {Path.GetFileName(file)} {Plural.Choose(unmatched.Length, "matches", "match")} no track of {data.DatasetName}, for example line {unmatched[0].Number}, {CsvFile.Shown(unmatched[0].Text)}.");
            }
        }

        bool Add(ListLine line)
        {
            IReadOnlyList<string> tracks = matcher.Find(line.Raw);
            if (tracks.Count > 1)
            {
                throw new DatasetException($"Line {line.Number} of {line.File} is '{CsvFile.Shown(line.Text)}', which matches both {tracks[0]} and {tracks[1]}: add more of its path.");
            }

            if (tracks.Count == 1 && !found.TryAdd(tracks[0], line) && found[tracks[0]].Part != line.Part)
            {
                throw new DatasetException($"The track {tracks[0]} is on two lists ({found[tracks[0]]} and {line}): remove it from one of them.");
            }

            return tracks.Count == 1;
        }

        string[] TracksOf(SplitPart part) => [.. found.Where(f => f.Value.Part == part).Select(f => f.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>Checks that a list exists and is text.</summary>
    /// <param name="file">Path of the list.</param>
    /// <exception cref="DatasetException">The list does not exist or is not text.</exception>
    public static void RequireReadable(string file) => _ = Lines(file, SplitPart.Train);

    private static ListLine[] Lines(string file, SplitPart part)
    {
        string[] lines;
        try
        {
            InputFile.RequireRegular(file);
            lines = new FileInfo(file).Length <= LargestFile
                ? File.ReadAllLines(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true))
                : throw new DatasetException($"{file} is not a list of tracks (it is too large): use a text file with one track per line.");
        }
        catch (DecoderFallbackException problem)
        {
            throw new DatasetException($"The list {file} is not valid UTF-8: save it as UTF-8 text.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"The list {file} cannot be read ({problem.Message.TrimEnd('.')}): use a text file with one track per line.", problem);
        }

        return [.. lines.Select((text, i) => new ListLine(file, i + 1, text, part)).Where(line => line.Text.Length > 0 && line.Text[0] != '#')];
    }

    /// <summary>Represents a line that names a track.</summary>
    private sealed record ListLine(string File, int Number, string Raw, SplitPart Part)
    {
        public string Text { get; } = Raw.Trim();

        public override string ToString() => $"line {Number} of {File}";
    }
}
