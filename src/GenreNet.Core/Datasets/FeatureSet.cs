using System.Security.Cryptography;
using System.Text;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Represents the labelled features of a dataset: <c>[segments, frames, coefficients]</c> with the genre and the track of each segment.
/// </summary>
/// <remarks>
/// Immutable and thread-safe, as long as the caller does not modify the arrays passed in. The number of segments is limited to 2^31 - 1.
/// A cache that needs more than half of the available memory is mapped from a temporary file next to it.
/// </remarks>
/// <example>
/// <code>
/// FeatureSet features = FeatureCache.Load("gtzan.npz").Features;
/// DataSplit split = TrackSplit.Stratified(features, validationShare: 0.1, testShare: 0.2, seed: 42);
/// foreach (int segment in split.SegmentsOf(features, SplitPart.Train))
/// {
///     ReadOnlySpan&lt;float&gt; values = features.Segment(segment);     // [frames, coefficients], row-major
///     Console.WriteLine($"{features.Genres[features.Labels[segment]]}: {values.Length} values");
/// }
/// </code>
/// </example>
/// <seealso cref="FeatureCache"/>
/// <seealso cref="DataSplit"/>
/// <seealso cref="FeatureTable"/>
public sealed class FeatureSet
{
    private readonly SegmentValues _values;
    private readonly SegmentColumns _columns;
    private readonly ILookup<string, int> _segmentsByTrack;

    /// <summary>Wraps arrays without copying them.</summary>
    /// <param name="content">The features, and what belongs to each segment.</param>
    /// <exception cref="ArgumentException">
    /// The array lengths do not match, a label is out of range, a feature is not finite, or a track has several genres, groups or parts.
    /// </exception>
    public FeatureSet(FeatureSetContent content)
        : this(ColumnsOf(content), SegmentValues.Wrap(content.Values, content.Options.ValuesPerSegment))
    {
        if ((long)SegmentCount * content.Options.ValuesPerSegment != content.Values.Length)
        {
            throw Mismatch(content.Values.Length, _columns);
        }
    }

    /// <summary>Combines features with what belongs to each segment.</summary>
    /// <param name="columns">What belongs to each segment.</param>
    /// <param name="values">The features.</param>
    /// <param name="isChecked">Whether the values are known to be finite.</param>
    /// <exception cref="ArgumentException">As for the public constructor.</exception>
    internal FeatureSet(SegmentColumns columns, SegmentValues values, bool isChecked = false)
    {
        (_columns, _values) = (columns, values);
        int count = columns.Labels.Length;
        if (count != columns.TrackIds.Length || count != columns.Groups.Count || count != columns.Parts.Count || count != columns.Variants.Length
            || count != values.Count)
        {
            throw Mismatch((long)values.Count * columns.Options.ValuesPerSegment, columns);
        }

        if (!isChecked && values.FindNotFinite() is { } odd)
        {
            throw new ArgumentException($"The features of the track {columns.TrackIds[odd.Segment]} contain {odd.Value}, which is not a finite number");
        }

        if (columns.Labels.Any(label => label < 0 || label >= columns.Genres.Count))
        {
            throw new ArgumentException($"A label is outside the range of the {Plural.Of(columns.Genres.Count, "genre")}.", nameof(columns));
        }

        _segmentsByTrack = Enumerable.Range(0, count).ToLookup(i => columns.TrackIds[i], StringComparer.Ordinal);
        Tracks = [.. Enumerable.Range(0, count)
            .Select(i => new LabelledTrack(columns.TrackIds[i], columns.Labels[i], columns.Groups[i], columns.Parts[i])).Distinct()];
        if (Tracks.Count != _segmentsByTrack.Count)
        {
            string torn = Tracks.GroupBy(t => t.Id, StringComparer.Ordinal).First(t => t.Skip(1).Any()).Key;
            throw new ArgumentException($"The segments of the track {torn} have different genres, groups or parts.", nameof(columns));
        }

        Labels = columns.Labels.AsReadOnly();
        TrackIds = columns.TrackIds.AsReadOnly();
        Variants = columns.Variants.AsReadOnly();
    }

    /// <summary>Gets the index into <see cref="Genres"/> of each segment.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Gets the track id of each segment; the segments of a track are adjacent and in temporal order.</summary>
    public IReadOnlyList<string> TrackIds { get; }

    /// <summary>Gets the augmented variant that each segment belongs to; 0 for the track itself, whose segments come first.</summary>
    public IReadOnlyList<int> Variants { get; }

    /// <summary>Gets how the augmented variants were made; null if there are none, or if that is not known.</summary>
    public AugmentedVariants? Augmentation => _columns.Augmentation;

    /// <summary>Gets the genres, sorted ordinally.</summary>
    public IReadOnlyList<string> Genres => _columns.Genres;

    /// <summary>Gets the options that the features were extracted with.</summary>
    public FeatureOptions Options => _columns.Options;

    /// <summary>Gets the name of the dataset.</summary>
    public string DatasetName => _columns.DatasetName;

    /// <summary>Gets the hash of the dataset's content.</summary>
    public string DatasetFingerprint => _columns.DatasetFingerprint;

    /// <summary>Gets the number of segments, including those of augmented variants.</summary>
    public int SegmentCount => Labels.Count;

    /// <summary>Gets the number of frames per segment.</summary>
    public int FrameCount => Options.FrameCount;

    /// <summary>Gets the number of coefficients per frame.</summary>
    public int CoefficientCount => Options.CoefficientCount;

    /// <summary>Gets the tracks, in the order of their segments.</summary>
    public IReadOnlyList<LabelledTrack> Tracks { get; }

    /// <summary>Gets the number of tracks.</summary>
    public int TrackCount => Tracks.Count;

    /// <summary>Returns the features of a segment, <c>[frames, coefficients]</c>.</summary>
    /// <param name="segment">Index of the segment, from 0.</param>
    public ReadOnlySpan<float> Segment(int segment) => _values[segment];

    /// <summary>
    /// Returns the segments of some tracks without augmented variants, in the order of the tracks; unknown tracks have none.
    /// </summary>
    /// <param name="trackIds">Ids of the tracks.</param>
    public int[] SegmentsOf(IEnumerable<string> trackIds) => [.. SegmentsWithVariantsOf(trackIds).Where(segment => Variants[segment] == 0)];

    /// <summary>
    /// Returns the segments of some tracks including their augmented variants, which are for training only, in the order of the tracks.
    /// </summary>
    /// <param name="trackIds">Ids of the tracks.</param>
    public int[] SegmentsWithVariantsOf(IEnumerable<string> trackIds)
    {
        ArgumentNullException.ThrowIfNull(trackIds);
        return [.. trackIds.SelectMany(id => _segmentsByTrack[id])];
    }

    /// <summary>Returns the same features with additional groups; groups that share a track are merged.</summary>
    /// <param name="groups">The groups; tracks that are not in this set are ignored.</param>
    public FeatureSet With(TrackGroups groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        TrackGroups all = groups.For(Tracks.Select(t => t.Id)).With(Tracks.Select(t => (t.Id, t.Group)));
        var parts = Tracks.ToDictionary(t => t.Id, t => t.Part, StringComparer.Ordinal);
        return new FeatureSet(
            _columns with { Groups = GroupName.Unified([.. TrackIds.Select(all.GroupOf)]), Parts = [.. TrackIds.Select(id => parts[id])] }, _values, isChecked: true);
    }

    /// <summary>Returns the same values with other options that have the same number of values per segment.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">The options have another number of values per segment.</exception>
    public FeatureSet With(FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.ValuesPerSegment != Options.ValuesPerSegment)
        {
            throw new ArgumentException($"A segment has {FrameCount} x {CoefficientCount} values, not {options.FrameCount} x {options.CoefficientCount}.", nameof(options));
        }

        return new FeatureSet(_columns with { Options = options }, _values, isChecked: true);
    }

    /// <summary>
    /// Returns the same features with additional segments that are used for training only, like augmented variants: they are never
    /// evaluated.
    /// </summary>
    /// <param name="learned">
    /// Segments of the same size and with the same genres. Segments of a track that is already in this set are added to it; other tracks
    /// have only these segments.
    /// </param>
    /// <exception cref="DatasetException">The segment sizes or genres differ, or a track has two genres.</exception>
    public FeatureSet WithTrainingOnlySegments(FeatureSet learned)
    {
        ArgumentNullException.ThrowIfNull(learned);
        int[] labels = [.. learned.Genres.Select(genre => GenreName.IndexIn(Genres, genre))];
        if (learned.FrameCount != FrameCount || learned.CoefficientCount != CoefficientCount || labels.Contains(-1))
        {
            throw new DatasetException($"The genres or the feature size of {learned.DatasetName} differ from those of {DatasetName}: use a dataset with the same genres and features.");
        }

        var places = Tracks.ToDictionary(t => t.Id, StringComparer.Ordinal);
        if (learned.Tracks.FirstOrDefault(t => places.TryGetValue(t.Id, out LabelledTrack? here) && here.Label != labels[t.Label]) is { } torn)
        {
            throw new DatasetException($"The genre of the track {torn.Id} in {learned.DatasetName} differs from that in {DatasetName}: correct one of them.");
        }

        int variant = Variants.DefaultIfEmpty(0).Max() + 1;
        var order = learned.Tracks.ToLookup(t => places.ContainsKey(t.Id));
        LabelledTrack[] tracks = [.. Tracks, .. order[false].Select(t => t with { Label = labels[t.Label], Part = null })];
        (FeatureSet Set, int Segment, LabelledTrack Track, int Variant)[] all = [.. tracks.SelectMany(track =>
            SegmentsWithVariantsOf([track.Id]).Select(s => (this, s, track, Variants[s])).Concat(learned.SegmentsOf([track.Id]).Select(s => (learned, s, track, variant))))];
        var values = SegmentValues.Gather(all.Length, Options.ValuesPerSegment, i => all[i].Set.Segment(all[i].Segment));
        string fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{DatasetFingerprint} with {learned.DatasetFingerprint}")));
        return new FeatureSet(
            new SegmentColumns(
                [.. all.Select(s => s.Track.Label)],
                [.. all.Select(s => s.Track.Id)],
                GroupName.Unified([.. all.Select(s => s.Track.Group)]),
                [.. all.Select(s => s.Track.Part)],
                [.. all.Select(s => s.Variant)],
                Genres,
                Options,
                $"{DatasetName} and {learned.DatasetName}",
                fingerprint),
            values,
            isChecked: true);
    }

    /// <summary>Returns the features of all segments in one array.</summary>
    /// <returns><c>[segments, frames, coefficients]</c>, row-major.</returns>
    /// <exception cref="OverflowException">The set has more values than one array can hold.</exception>
    public float[] ToArray() => Gather([.. Enumerable.Range(0, SegmentCount)]);

    /// <summary>Returns the features of some segments in one array.</summary>
    /// <param name="segments">Indices of the segments, from 0.</param>
    /// <returns><c>[segments, frames, coefficients]</c>, row-major.</returns>
    public float[] Gather(IReadOnlyList<int> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        float[] gathered = new float[checked(segments.Count * Options.ValuesPerSegment)];
        for (int i = 0; i < segments.Count; i++)
        {
            Segment(segments[i]).CopyTo(gathered.AsSpan(i * Options.ValuesPerSegment));
        }

        return gathered;
    }

    private static SegmentColumns ColumnsOf(FeatureSetContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        string[] trackIds = [.. content.TrackIds];
        int count = content.Labels.Count;
        return new SegmentColumns(
            [.. content.Labels],
            trackIds,
            GroupName.Unified(content.Groups ?? trackIds),
            content.Parts ?? new SplitPart?[count],
            [.. content.Variants ?? new int[count]],
            content.Genres,
            content.Options,
            content.DatasetName,
            content.DatasetFingerprint)
        {
            Augmentation = content.Augmentation,
        };
    }

    private static ArgumentException Mismatch(long values, SegmentColumns columns) =>
        new($"The number of values ({values}), labels ({columns.Labels.Length}) and track ids ({columns.TrackIds.Length}) do not match.");
}
