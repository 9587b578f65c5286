using System.Text.Json;

namespace GenreNet.Core.Datasets;

/// <summary>Which tracks train, which choose the best epoch, and which are kept aside. Immutable.</summary>
/// <remarks>Its JSON has snake_case keys; what is not known is left out, so that splits of earlier versions are read as well.</remarks>
public sealed record DataSplit
{
    /// <summary>The newest form of the JSON.</summary>
    public const int CurrentFormat = 1;

    /// <summary>What everybody has to be told who sees a figure of a leaky split.</summary>
    public const string LeakyWarning =
        "the split is leaky: segments of the same tracks are in train, validation and test, so the figures are inflated and say nothing about music that the model has not heard.";

    /// <summary>Form of the JSON.</summary>
    public int FormatVersion { get; init; }

    /// <summary>How it came about.</summary>
    public SplitKind Kind { get; init; }

    /// <summary>The seed that drew it; null where nothing was drawn.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Which fold is the test part, counted from one; null where there are no folds.</summary>
    public int? Fold { get; init; }

    /// <summary>Number of folds; null where there are none.</summary>
    public int? FoldCount { get; init; }

    /// <summary>Name of what says it, such as the names of list files; null where it was drawn.</summary>
    public string? Source { get; init; }

    /// <summary>Whether segments of one track are in several parts.</summary>
    public bool IsLeaky => Kind == SplitKind.LeakySegments;

    /// <summary>Hash of the content of the dataset that it was made for; null where that is not known.</summary>
    public string? DatasetFingerprint { get; init; }

    /// <summary>What was odd, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];

    /// <summary>Groups of two and more tracks that it keeps on one side; null where that is not known.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Groups { get; init; }

    /// <summary>Ids of the tracks that the network learns from, sorted ordinally; with a leaky split, those with a segment in this part.</summary>
    public required IReadOnlyList<string> Train { get; init; }

    /// <summary>Ids of the tracks that choose the best epoch, sorted ordinally.</summary>
    public required IReadOnlyList<string> Validation { get; init; }

    /// <summary>Ids of the tracks that are looked at once, at the end; sorted ordinally.</summary>
    public required IReadOnlyList<string> Test { get; init; }

    /// <summary>Of a leaky split: for each track a letter a segment, <c>t</c> train, <c>v</c> validation, <c>e</c> test. Null for whole tracks.</summary>
    public IReadOnlyDictionary<string, string>? Segments { get; init; }

    /// <summary>The tracks of a part.</summary>
    /// <param name="part">The part.</param>
    public IReadOnlyList<string> TracksOf(SplitPart part) => part switch
    {
        SplitPart.Train => Train,
        SplitPart.Validation => Validation,
        _ => Test,
    };

    /// <summary>The segments of a part, by index, in the order of its tracks. Tracks that the data lacks have none. Copies of whole tracks are in the train part alone.</summary>
    /// <param name="data">The data.</param>
    /// <param name="part">The part.</param>
    public int[] SegmentsOf(FeatureSet data, SplitPart part)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Segments is null)
        {
            return part == SplitPart.Train ? data.SegmentsWithCopiesOf(Train) : data.SegmentsOf(TracksOf(part));
        }

        char letter = LetterOf(part);
        return [.. TracksOf(part).SelectMany(track => data.SegmentsOf([track]).Where((_, i) => i < Segments[track].Length && Segments[track][i] == letter))];
    }

    /// <summary>The same test, with the validation tracks among those that train.</summary>
    public DataSplit WithoutValidation() => this with
    {
        Train = [.. Train.Union(Validation, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Validation = [],
        Segments = Segments?.ToDictionary(track => track.Key, track => track.Value.Replace(LetterOf(SplitPart.Validation), LetterOf(SplitPart.Train)), StringComparer.Ordinal),
    };

    /// <summary>The split in a few words, such as <c>stratified by genre, seed 42</c>.</summary>
    public string Describe() => Kind switch
    {
        SplitKind.Fold => $"fold {Fold} of {FoldCount}, stratified by genre, seed {Seed}",
        SplitKind.Dataset => Seed is null ? "the dataset's own parts" : $"the dataset's own parts, validation tracks drawn from its training part, seed {Seed}",
        SplitKind.Lists => $"lists of tracks{(Source is null ? "" : $": {Source}")}{(Seed is null ? "" : $", validation tracks drawn from the training list, seed {Seed}")}",
        SplitKind.LeakySegments => $"segments at random (leaky), seed {Seed}",
        SplitKind.Everything => "all tracks train",
        _ => $"stratified by genre, seed {Seed}",
    };

    /// <summary>The split as JSON with snake_case keys.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DataSplitJson.Default.DataSplit);

    /// <summary>The letter of a part in <see cref="Segments"/>.</summary>
    internal static char LetterOf(SplitPart part) => part switch
    {
        SplitPart.Train => 't',
        SplitPart.Validation => 'v',
        _ => 'e',
    };
}
