using System.Text.Json;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>Reads and writes splits as files (<c>split.json</c> of a run), to train another network on the same tracks.</summary>
public static class SplitFile
{
    // Enough for a million tracks; larger files are something else.
    private const long LargestFile = 256 << 20;

    private const string Remedy = "give a split.json that 'genrenet train' wrote";

    private static readonly SplitPart[] Parts = [SplitPart.Train, SplitPart.Validation, SplitPart.Test];

    /// <summary>Writes a split.</summary>
    /// <param name="split">The split.</param>
    /// <param name="path">The file to write.</param>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static void Save(DataSplit split, string path)
    {
        ArgumentNullException.ThrowIfNull(split);
        AtomicFile.WriteText(path, split.ToJson());
    }

    /// <summary>Reads a split and checks that it is consistent.</summary>
    /// <param name="path">A file written by <see cref="Save"/>.</param>
    /// <exception cref="DatasetException">The file does not exist, is damaged, has a newer format, or lists a track twice.</exception>
    public static DataSplit Load(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                throw new DatasetException($"{path} is no split (it is too large): {Remedy}.");
            }

            using FileStream stream = InputFile.OpenRead(path);
            using var json = JsonDocument.Parse(stream);
            RequireKnownFormat(json.RootElement, path);
            DataSplit split = json.RootElement.Deserialize(DataSplitJson.Default.DataSplit) ?? throw new JsonException("it is null");
            return split.IsLeaky ? WithLetters(split, path) : WithWholeTracks(split, path);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            string cause = problem.Message.Split('\n', '.')[0];
            throw new DatasetException($"{path} is no split ({cause}): {Remedy}.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"the split {path} cannot be read ({problem.Message.TrimEnd('.')}): {Remedy}.", problem);
        }
    }

    /// <summary>Reads a split for data that must contain all of its tracks.</summary>
    /// <param name="path">A file written by <see cref="Save"/>.</param>
    /// <param name="data">The data; tracks that the split does not list are left out with a warning.</param>
    /// <exception cref="DatasetException">The file is not a complete split, or one of its tracks is not in the data.</exception>
    public static DataSplit LoadFor(string path, FeatureSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataSplit split = WithIdsOf(data, Load(path));
        string[] named = [.. Parts.SelectMany(split.TracksOf).Distinct(StringComparer.Ordinal)];
        string[] missing = [.. named.Where(track => data.SegmentsOf([track]).Length == 0).Order(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            throw new DatasetException(
                $"{missing.Length} of the {named.Length} tracks of {path} are not in {data.DatasetName}, such as {missing[0]}: a split is used whole, so give the data that it was made for.");
        }

        string? other = split.Segments?.FirstOrDefault(s => data.SegmentsOf([s.Key]).Length != s.Value.Length).Key;
        if (other is not null)
        {
            throw new DatasetException(
                $"{path} splits {split.Segments![other].Length} segments of the track {other} and {data.DatasetName} has {data.SegmentsOf([other]).Length}: prepare the data with the segment length that the split was made for.");
        }

        // Warnings are stored in the model, so they must not contain paths of this machine.
        bool isOther = split.DatasetFingerprint is not null && split.DatasetFingerprint != data.DatasetFingerprint;
        return SplitReview.Complete(
            split with { Warnings = isOther ? [$"{Path.GetFileName(path)} was made for a dataset with another content; all of its tracks are in {data.DatasetName} by name."] : [] }, data, needsValidation: split.Validation.Count > 0);
    }

    private static void RequireKnownFormat(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("it is no object");
        }

        int format = root.TryGetProperty("format_version", out JsonElement version) ? version.GetInt32() : DataSplit.CurrentFormat;
        if (format > DataSplit.CurrentFormat)
        {
            throw new DatasetException($"{path} has split format {format} and this version of GenreNet reads up to {DataSplit.CurrentFormat}: update GenreNet.");
        }
    }

    // Another machine may encode the accents in the names of the same files differently.
    private static DataSplit WithIdsOf(FeatureSet data, DataSplit split)
    {
        var names = new TrackNames(data.Tracks.Select(t => t.Id));
        return split with
        {
            Train = [.. split.Train.Select(names.IdOf)],
            Validation = [.. split.Validation.Select(names.IdOf)],
            Test = [.. split.Test.Select(names.IdOf)],
            Segments = split.Segments is null
                ? null
                : new SortedDictionary<string, string>(split.Segments.ToDictionary(s => names.IdOf(s.Key), s => s.Value), StringComparer.Ordinal),
        };
    }

    private static DataSplit WithWholeTracks(DataSplit split, string path)
    {
        var partByTrack = new Dictionary<string, SplitPart>(StringComparer.Ordinal);
        foreach (SplitPart part in Parts)
        {
            foreach (string track in split.TracksOf(part) ?? throw new JsonException($"the {SplitPartName.Of(part)} part is null"))
            {
                if (string.IsNullOrEmpty(track))
                {
                    throw new JsonException($"a track of the {SplitPartName.Of(part)} part has no name");
                }

                if (!partByTrack.TryAdd(track, part))
                {
                    throw new DatasetException(
                        $"{path} puts the track {track} twice, into {SplitPartName.Of(partByTrack[track])} and {SplitPartName.Of(part)}: take one of the lines out.");
                }
            }
        }

        return split with { Train = Sorted(split.Train), Validation = Sorted(split.Validation), Test = Sorted(split.Test), Segments = null };
    }

    private static DataSplit WithLetters(DataSplit split, string path)
    {
        if (split.Segments is null || split.Segments.Any(s => s.Value is null || s.Value.Any(letter => !Parts.Select(DataSplit.LetterOf).Contains(letter))))
        {
            throw new DatasetException($"{path} is no split (it does not say which part the segments of a track belong to): {Remedy}.");
        }

        DataSplit said = LeakySplit.Of(new SortedDictionary<string, string>(split.Segments.ToDictionary(s => s.Key, s => s.Value), StringComparer.Ordinal));
        return split with { Train = said.Train, Validation = said.Validation, Test = said.Test, Segments = said.Segments };
    }

    private static string[] Sorted(IReadOnlyList<string> tracks) => [.. tracks.Order(StringComparer.Ordinal)];
}
