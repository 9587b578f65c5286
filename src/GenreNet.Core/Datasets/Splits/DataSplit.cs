using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenreNet.Core.Datasets;

/// <summary>Specifies which tracks are used for training, for choosing the best epoch, and for testing. Immutable.</summary>
/// <remarks>
/// The JSON form has snake_case keys. Unknown values are omitted, so that splits of earlier versions can be read as well.
/// </remarks>
/// <example>
/// <code>
/// FeatureSet features = FeatureCache.Load("gtzan.npz").Features;
/// DataSplit split = TrackSplit.Automatic(features, validationShare: 0.1, testShare: 0.2, seed: 42);
/// int[] training = split.SegmentsOf(features, SplitPart.Train);
/// Console.WriteLine($"{split.Describe()}: {split.Train.Count} tracks, {training.Length} segments");
/// </code>
/// </example>
/// <seealso cref="TrackSplit"/>
/// <seealso cref="SplitFile"/>
/// <seealso cref="SplitLists"/>
public sealed record DataSplit
{
    /// <summary>The newest version of the JSON format.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The warning that must accompany all results of a leaky split.</summary>
    public const string LeakyWarning =
        "The split is leaky: segments of the same tracks are in train, validation and test. The figures are inflated and do not apply to new music.";

    /// <summary>Gets the version of the JSON format.</summary>
    public int FormatVersion { get; init; }

    /// <summary>Gets how the split was made.</summary>
    public SplitKind Kind { get; init; }

    /// <summary>Gets the random seed; null if nothing was drawn.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Gets the fold that is the test part, counted from one; null if there are no folds.</summary>
    public int? Fold { get; init; }

    /// <summary>Gets the number of folds; null if there are none.</summary>
    public int? FoldCount { get; init; }

    /// <summary>Gets the name of the source of the split, such as the names of list files; null if the split was drawn.</summary>
    public string? Source { get; init; }

    /// <summary>Gets whether segments of one track are in several parts.</summary>
    public bool IsLeaky => Kind == SplitKind.LeakySegments;

    /// <summary>Gets the hash of the content of the dataset that the split was made for; null if unknown.</summary>
    public string? DatasetFingerprint { get; init; }

    /// <summary>Gets the warnings about the split, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];

    /// <summary>Gets the groups of two or more tracks that the split keeps in one part; null if unknown.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Groups { get; init; }

    /// <summary>
    /// Gets the ids of the training tracks, sorted ordinally; for a leaky split, of the tracks with a segment in this part.
    /// </summary>
    public required IReadOnlyList<string> Train { get; init; }

    /// <summary>Gets the ids of the validation tracks, which choose the best epoch, sorted ordinally.</summary>
    public required IReadOnlyList<string> Validation { get; init; }

    /// <summary>Gets the ids of the test tracks, which are evaluated once at the end, sorted ordinally.</summary>
    public required IReadOnlyList<string> Test { get; init; }

    /// <summary>
    /// Gets the parts of the segments in a leaky split: for each track, one letter per segment, <c>t</c> for train, <c>v</c> for
    /// validation, <c>e</c> for test. Null if tracks are not divided.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Segments { get; init; }

    /// <summary>Returns the tracks of a part.</summary>
    /// <param name="part">The part.</param>
    public IReadOnlyList<string> TracksOf(SplitPart part) => part switch
    {
        SplitPart.Train => Train,
        SplitPart.Validation => Validation,
        _ => Test,
    };

    /// <summary>
    /// Returns the indices of the segments of a part, in the order of its tracks. Tracks that the data lacks have none. Augmented variants
    /// of tracks are in the training part only.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="part">The part.</param>
    public int[] SegmentsOf(FeatureSet data, SplitPart part)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Segments is null)
        {
            return part == SplitPart.Train ? data.SegmentsWithVariantsOf(Train) : data.SegmentsOf(TracksOf(part));
        }

        char letter = LetterOf(part);
        return [.. TracksOf(part).SelectMany(track => data.SegmentsOf([track]).Where((_, i) => i < Segments[track].Length && Segments[track][i] == letter))];
    }

    /// <summary>Returns a split with the same test part in which the validation tracks are training tracks.</summary>
    public DataSplit WithoutValidation() => this with
    {
        Train = [.. Train.Union(Validation, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Validation = [],
        Segments = Segments?.ToDictionary(track => track.Key, track => track.Value.Replace(LetterOf(SplitPart.Validation), LetterOf(SplitPart.Train)), StringComparer.Ordinal),
    };

    /// <summary>Describes the split in a few words, such as <c>stratified by genre, seed 42</c>.</summary>
    public string Describe() => Kind switch
    {
        SplitKind.Fold => $"fold {Fold} of {FoldCount}, stratified by genre, seed {Seed}",
        SplitKind.Dataset => Seed is null ? "the dataset's own parts" : $"the dataset's own parts, validation tracks drawn from its training part, seed {Seed}",
        SplitKind.Lists => $"lists of tracks{(Source is null ? "" : $": {Source}")}{(Seed is null ? "" : $", validation tracks drawn from the training list, seed {Seed}")}",
        SplitKind.LeakySegments => $"segments at random (leaky), seed {Seed}",
        SplitKind.Everything => "all tracks for training",
        _ => $"stratified by genre, seed {Seed}",
    };

    /// <summary>Returns the split as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DataSplitJson.Default.DataSplit);

    /// <summary>Returns the letter of a part in <see cref="Segments"/>.</summary>
    internal static char LetterOf(SplitPart part) => part switch
    {
        SplitPart.Train => 't',
        SplitPart.Validation => 'v',
        _ => 'e',
    };
}

/// <summary>Specifies how a split was made.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SplitKind>))]
public enum SplitKind
{
    /// <summary>Drawn at random from complete tracks and groups, with the same fractions for every genre.</summary>
    [JsonStringEnumMemberName("stratified")]
    Stratified,

    /// <summary>Drawn at random as one of several test parts that together contain each track once.</summary>
    [JsonStringEnumMemberName("fold")]
    Fold,

    /// <summary>Defined by the dataset itself.</summary>
    [JsonStringEnumMemberName("dataset")]
    Dataset,

    /// <summary>Defined by text files with lists of tracks.</summary>
    [JsonStringEnumMemberName("lists")]
    Lists,

    /// <summary>Drawn segment by segment, so that a track is in several parts; this inflates every figure.</summary>
    [JsonStringEnumMemberName("leaky-segments")]
    LeakySegments,

    /// <summary>All tracks are used for training and none are held out; cross-validation measures how good the network is.</summary>
    [JsonStringEnumMemberName("everything")]
    Everything,
}
