using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>Reads and writes splits as files (<c>split.json</c> of a run), to train another network on the same tracks.</summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// FeatureSet features = FeatureCache.Load("gtzan.npz").Features;
/// SplitFile.Save(TrackSplit.Stratified(features, validationShare: 0.1, testShare: 0.2, seed: 42), "split.json");
/// DataSplit split = SplitFile.LoadFor("split.json", features);
/// </code>
/// </example>
/// <seealso cref="DataSplit"/>
/// <seealso cref="TrackSplit"/>
public static class SplitFile
{
    // Enough for a million tracks; larger files are something else.
    private const long LargestFile = 256 << 20;

    private const string Remedy = "use a split.json written by 'genrenet train'";

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
                throw new DatasetException($"{path} is not a split (it is too large): {Remedy}.");
            }

            using FileStream stream = InputFile.OpenRead(path);
            using var json = JsonDocument.Parse(stream);
            RequireKnownFormat(json.RootElement, path);
            DataSplit split = json.RootElement.Deserialize(DataSplitJson.Default.DataSplit) ?? throw new JsonException("it is null");
            return split.IsLeaky ? WithLetters(split, path) : WithWholeTracks(split, path);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            string cause = problem.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.', ' ', '|');
            throw new DatasetException($"{path} is not a split ({cause}): {Remedy}.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"The split {path} cannot be read ({problem.Message.TrimEnd('.')}): {Remedy}.", problem);
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
                $"{missing.Length} of the {Plural.Of(named.Length, "track")} in {path} {Plural.Choose(missing.Length, "is", "are")} not in {data.DatasetName}, for example {missing[0]}: use the dataset that the split was created for.");
        }

        string? other = split.Segments?.FirstOrDefault(s => data.SegmentsOf([s.Key]).Length != s.Value.Length).Key;
        if (other is not null)
        {
            throw new DatasetException(
                $"{path} contains {Plural.Of(split.Segments![other].Length, "segment")} of the track {other}, but {data.DatasetName} contains {data.SegmentsOf([other]).Length}: prepare the data with the segment length that the split was created for.");
        }

        // Warnings are stored in the model, so they must not contain paths of this machine.
        bool isOther = split.DatasetFingerprint is not null && split.DatasetFingerprint != data.DatasetFingerprint;
        return SplitReview.Complete(
            split with { Warnings = isOther ? [$"{Path.GetFileName(path)} was created for a dataset with different content. All of its tracks were found in {data.DatasetName} by name."] : [] }, data, needsValidation: split.Validation.Count > 0);
    }

    private static void RequireKnownFormat(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("it is not a JSON object");
        }

        int format = root.TryGetProperty("format_version", out JsonElement version) ? version.GetInt32() : DataSplit.CurrentFormat;
        if (format > DataSplit.CurrentFormat)
        {
            throw new DatasetException($"{path} has split format {format}, but this version of GenreNet reads formats up to {DataSplit.CurrentFormat}: update GenreNet.");
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
                        $"{path} lists the track {track} twice, in {SplitPartName.Of(partByTrack[track])} and {SplitPartName.Of(part)}: remove one of the lines.");
                }
            }
        }

        return split with { Train = Sorted(split.Train), Validation = Sorted(split.Validation), Test = Sorted(split.Test), Segments = null };
    }

    private static DataSplit WithLetters(DataSplit split, string path)
    {
        if (split.Segments is null || split.Segments.Any(s => s.Value is null || s.Value.Any(letter => !Parts.Select(DataSplit.LetterOf).Contains(letter))))
        {
            throw new DatasetException($"{path} is not a split (the parts of the segments are missing): {Remedy}.");
        }

        DataSplit said = LeakySplit.Of(new SortedDictionary<string, string>(split.Segments.ToDictionary(s => s.Key, s => s.Value), StringComparer.Ordinal));
        return split with { Train = said.Train, Validation = said.Validation, Test = said.Test, Segments = said.Segments };
    }

    private static string[] Sorted(IReadOnlyList<string> tracks) => [.. tracks.Order(StringComparer.Ordinal)];
}

/// <summary>Source-generated JSON serialization of splits.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DataSplit))]
internal sealed partial class DataSplitJson : JsonSerializerContext;
