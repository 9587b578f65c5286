using System.Security.Cryptography;
using System.Text;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>Represents the labelled features of a dataset. Immutable as long as the caller does not modify the arrays passed in.</summary>
public sealed class FeatureSet
{
    private readonly ILookup<string, int> _segmentsByTrack;

    /// <summary>Wraps arrays without copying them.</summary>
    /// <param name="values"><c>[segments, frames, coefficients]</c>, row-major.</param>
    /// <param name="labels">Index into <paramref name="genres"/> of each segment.</param>
    /// <param name="trackIds">Track id of each segment.</param>
    /// <param name="genres">The genres, sorted ordinally.</param>
    /// <param name="options">Options that the features were extracted with.</param>
    /// <param name="datasetName">Name of the dataset.</param>
    /// <param name="datasetFingerprint">Hash of the dataset's content.</param>
    /// <param name="groups">Group of each segment; null if each track is a group of its own.</param>
    /// <param name="parts">Split part that the dataset assigns to each segment; null if it assigns none.</param>
    /// <param name="variants">
    /// Augmented variant that each segment belongs to, 0 for the track itself; null if there are no augmented variants.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The array lengths do not match, a label is out of range, a feature is not finite, or a track has several genres, groups or parts.
    /// </exception>
    public FeatureSet(
        float[] values,
        int[] labels,
        string[] trackIds,
        IReadOnlyList<string> genres,
        FeatureOptions options,
        string datasetName,
        string datasetFingerprint,
        IReadOnlyList<string>? groups = null,
        IReadOnlyList<SplitPart?>? parts = null,
        IReadOnlyList<int>? variants = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(trackIds);
        ArgumentNullException.ThrowIfNull(genres);
        ArgumentNullException.ThrowIfNull(options);
        groups = GroupName.Unified(groups ?? trackIds);
        parts ??= new SplitPart?[labels.Length];
        variants ??= new int[labels.Length];
        if (labels.Length != trackIds.Length || labels.Length != groups.Count || labels.Length != parts.Count || labels.Length != variants.Count
            || values.LongLength != (long)labels.Length * options.ValuesPerSegment)
        {
            throw new ArgumentException($"The number of values ({values.Length}), labels ({labels.Length}) and track ids ({trackIds.Length}) do not match.");
        }

        int odd = Array.FindIndex(values, value => !float.IsFinite(value));
        if (odd >= 0)
        {
            throw new ArgumentException($"The features of the track {trackIds[odd / options.ValuesPerSegment]} contain {values[odd]}, which is not a finite number");
        }

        if (labels.Any(label => label < 0 || label >= genres.Count))
        {
            throw new ArgumentException($"A label is outside the range of the {Plural.Of(genres.Count, "genre")}.", nameof(labels));
        }

        Values = values;
        Labels = labels;
        TrackIds = trackIds;
        Genres = genres;
        Options = options;
        DatasetName = datasetName;
        DatasetFingerprint = datasetFingerprint;
        Variants = variants;
        _segmentsByTrack = Enumerable.Range(0, labels.Length).ToLookup(i => trackIds[i], StringComparer.Ordinal);
        Tracks = [.. Enumerable.Range(0, labels.Length).Select(i => new LabelledTrack(trackIds[i], labels[i], groups[i], parts[i])).Distinct()];
        if (Tracks.Count != _segmentsByTrack.Count)
        {
            string torn = Tracks.GroupBy(t => t.Id, StringComparer.Ordinal).First(t => t.Skip(1).Any()).Key;
            throw new ArgumentException($"The segments of the track {torn} have different genres, groups or parts.", nameof(trackIds));
        }
    }

    /// <summary>Gets the features, <c>[segments, frames, coefficients]</c>, row-major.</summary>
    public IReadOnlyList<float> Values { get; }

    /// <summary>Gets the index into <see cref="Genres"/> of each segment.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Gets the track id of each segment; the segments of a track are adjacent and in temporal order.</summary>
    public IReadOnlyList<string> TrackIds { get; }

    /// <summary>Gets the augmented variant that each segment belongs to; 0 for the track itself, whose segments come first.</summary>
    public IReadOnlyList<int> Variants { get; }

    /// <summary>Gets how the augmented variants were made; null if there are none, or if that is not known.</summary>
    public AugmentedCopies? Copies { get; init; }

    /// <summary>Gets the genres, sorted ordinally.</summary>
    public IReadOnlyList<string> Genres { get; }

    /// <summary>Gets the options that the features were extracted with.</summary>
    public FeatureOptions Options { get; }

    /// <summary>Gets the name of the dataset.</summary>
    public string DatasetName { get; }

    /// <summary>Gets the hash of the dataset's content.</summary>
    public string DatasetFingerprint { get; }

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
    public ReadOnlySpan<float> Segment(int segment) => ((float[])Values).AsSpan(segment * Options.ValuesPerSegment, Options.ValuesPerSegment);

    /// <summary>
    /// Returns the segments of some tracks without augmented variants, in the order of the tracks; unknown tracks have none.
    /// </summary>
    /// <param name="trackIds">Ids of the tracks.</param>
    public int[] SegmentsOf(IEnumerable<string> trackIds) => [.. SegmentsWithCopiesOf(trackIds).Where(segment => Variants[segment] == 0)];

    /// <summary>
    /// Returns the segments of some tracks including their augmented variants, which are for training only, in the order of the tracks.
    /// </summary>
    /// <param name="trackIds">Ids of the tracks.</param>
    public int[] SegmentsWithCopiesOf(IEnumerable<string> trackIds)
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
            (float[])Values, (int[])Labels, (string[])TrackIds, Genres, Options, DatasetName, DatasetFingerprint,
            [.. TrackIds.Select(all.GroupOf)], [.. TrackIds.Select(id => parts[id])], Variants)
        {
            Copies = Copies,
        };
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

        var places = Tracks.ToDictionary(t => t.Id, StringComparer.Ordinal);
        return new FeatureSet(
            (float[])Values, (int[])Labels, (string[])TrackIds, Genres, options, DatasetName, DatasetFingerprint,
            [.. TrackIds.Select(id => places[id].Group)], [.. TrackIds.Select(id => places[id].Part)], Variants)
        {
            Copies = Copies,
        };
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
    public FeatureSet WithLearned(FeatureSet learned)
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
            SegmentsWithCopiesOf([track.Id]).Select(s => (this, s, track, Variants[s])).Concat(learned.SegmentsOf([track.Id]).Select(s => (learned, s, track, variant))))];
        float[] values = new float[all.Length * Options.ValuesPerSegment];
        foreach ((int i, (FeatureSet set, int segment, _, _)) in all.Index())
        {
            set.Segment(segment).CopyTo(values.AsSpan(i * Options.ValuesPerSegment));
        }

        string fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{DatasetFingerprint} with {learned.DatasetFingerprint}")));
        return new FeatureSet(
            values, [.. all.Select(s => s.Track.Label)], [.. all.Select(s => s.Track.Id)], Genres, Options, $"{DatasetName} and {learned.DatasetName}", fingerprint,
            [.. all.Select(s => s.Track.Group)], Tracks.All(t => t.Part is null) ? null : [.. all.Select(s => s.Track.Part)], [.. all.Select(s => s.Variant)]);
    }

    /// <summary>Returns the features of some segments in one array.</summary>
    /// <param name="segments">Indices of the segments, from 0.</param>
    /// <returns><c>[segments, frames, coefficients]</c>, row-major.</returns>
    public float[] Gather(IReadOnlyList<int> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        float[] gathered = new float[segments.Count * Options.ValuesPerSegment];
        for (int i = 0; i < segments.Count; i++)
        {
            Segment(segments[i]).CopyTo(gathered.AsSpan(i * Options.ValuesPerSegment));
        }

        return gathered;
    }
}
