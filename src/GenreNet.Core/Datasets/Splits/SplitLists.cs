using System.Text;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>A split that text files say, such as those that others have published: a track a line, <c>blues/blues.00029.wav</c>.</summary>
/// <remarks>
/// Blank lines and lines that begin with <c>#</c> are passed over. A line may have an extension or none, and leading folders or none.
/// </remarks>
public static class SplitLists
{
    private const long LargestFile = 64 << 20;

    /// <summary>Reads the lists and finds their tracks. Tracks on no list are left out; lines that match nothing are counted in a warning.</summary>
    /// <param name="data">The data.</param>
    /// <param name="train">The list of tracks to learn from.</param>
    /// <param name="validation">The list of tracks that choose the best epoch.</param>
    /// <param name="test">The list of tracks for the test.</param>
    /// <param name="source">What the split is called; null for the names of the files.</param>
    /// <exception cref="DatasetException">A list cannot be read, names no track of the data, names one that another list names, or is ambiguous.</exception>
    public static DataSplit Read(FeatureSet data, string train, string validation, string test, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return SplitReview.Complete(ReadAll(data, [(train, SplitPart.Train), (validation, SplitPart.Validation), (test, SplitPart.Test)], source), data);
    }

    /// <summary>Reads two lists: of the first, a share chooses the best epoch, whole groups and every genre alike; the second is the test.</summary>
    /// <param name="data">The data.</param>
    /// <param name="train">The list of tracks to learn from.</param>
    /// <param name="test">The list of tracks for the test.</param>
    /// <param name="validationShare">Share of the first list that chooses the best epoch, between 0 and 1.</param>
    /// <param name="seed">Draws that share.</param>
    /// <param name="source">What the split is called; null for the names of the files.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    /// <exception cref="DatasetException">As with three lists, or a genre has too few tracks or groups on the first for two parts.</exception>
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
                string example = lines.Length == 0 ? "it holds no line" : $"line {lines[0].Number} is '{CsvFile.Shown(lines[0].Text)}', and a track of the data is {data.Tracks[0].Id}";
                throw new DatasetException($"{file} names no track of {data.DatasetName} ({example}): give the list of this dataset.");
            }

            if (unmatched.Length > 0)
            {
                warnings.Add($"{unmatched.Length} of the {lines.Length} lines of {Path.GetFileName(file)} match no track of {data.DatasetName}, such as line {unmatched[0].Number}, {CsvFile.Shown(unmatched[0].Text)}.");
            }
        }

        bool Add(ListLine line)
        {
            IReadOnlyList<string> tracks = matcher.Find(line.Raw);
            if (tracks.Count > 1)
            {
                throw new DatasetException($"{line} is '{CsvFile.Shown(line.Text)}', which may be {tracks[0]} or {tracks[1]}: write more of its path.");
            }

            if (tracks.Count == 1 && !found.TryAdd(tracks[0], line) && found[tracks[0]].Part != line.Part)
            {
                throw new DatasetException($"the track {tracks[0]} is on two lists ({found[tracks[0]]} and {line}): take it out of one.");
            }

            return tracks.Count == 1;
        }

        string[] TracksOf(SplitPart part) => [.. found.Where(f => f.Value.Part == part).Select(f => f.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>Makes sure that a list is there and is text.</summary>
    /// <param name="file">The list.</param>
    /// <exception cref="DatasetException">It is not.</exception>
    public static void RequireReadable(string file) => _ = Lines(file, SplitPart.Train);

    private static ListLine[] Lines(string file, SplitPart part)
    {
        string[] lines;
        try
        {
            InputFile.RequireRegular(file);
            lines = new FileInfo(file).Length <= LargestFile
                ? File.ReadAllLines(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true))
                : throw new DatasetException($"{file} is no list of tracks (it is too large): give a text file with a track a line.");
        }
        catch (DecoderFallbackException problem)
        {
            throw new DatasetException($"the list {file} is not UTF-8: save it as text in UTF-8.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"the list {file} cannot be read ({problem.Message.TrimEnd('.')}): give a text file with a track a line.", problem);
        }

        return [.. lines.Select((text, i) => new ListLine(file, i + 1, text, part)).Where(line => line.Text.Length > 0 && line.Text[0] != '#')];
    }

    /// <summary>A line that names a track.</summary>
    private sealed record ListLine(string File, int Number, string Raw, SplitPart Part)
    {
        public string Text { get; } = Raw.Trim();

        public override string ToString() => $"line {Number} of {File}";
    }
}
