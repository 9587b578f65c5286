using GenreNet.Core.Numpy;

namespace GenreNet.Core.Datasets;

/// <summary>Reads a feature cache. Not thread-safe.</summary>
internal sealed class CacheReader : IDisposable
{
    private readonly NpzReader _file;

    private CacheReader(NpzReader file, CacheDescription description)
    {
        _file = file;
        Description = description;
    }

    /// <summary>Gets the description of how the cache was made.</summary>
    public CacheDescription Description { get; }

    /// <summary>Opens a cache and reads only its description.</summary>
    /// <exception cref="DatasetException">The file is not a cache, is damaged, or has a newer format.</exception>
    public static CacheReader Open(string path)
    {
        NpzReader? file = null;
        try
        {
            file = NpzReader.Open(path);
            var reader = new CacheReader(file, Describe(file, path));
            file = null;
            return reader;
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Reads everything except the features.</summary>
    public CacheIndex ReadIndex()
    {
        int[] labels = [.. _file.Read(CacheWriter.Labels).ToInt64().Select(label => checked((int)label))];
        string[] tracks = Texts(CacheWriter.Tracks)!;
        string[] groups = Texts(CacheWriter.Groups) ?? tracks;
        string[] contents = Texts(CacheWriter.Contents) ?? [.. tracks.Select(_ => string.Empty)];
        SplitPart?[] parts = [.. (Texts(CacheWriter.Parts) ?? [.. tracks.Select(_ => string.Empty)]).Select(SplitPartName.Parse)];
        int[] variants = _file.Contains(CacheWriter.Variants) ? [.. _file.Read(CacheWriter.Variants).ToInt64().Select(v => checked((int)v))] : new int[tracks.Length];
        if (new[] { variants.Length, tracks.Length, groups.Length, contents.Length, parts.Length }.Any(length => length != labels.Length))
        {
            throw new ArgumentException("its arrays have different lengths");
        }

        ILookup<string, string> warnings = Description.TrackWarnings.ToLookup(w => w.Track, w => w.Text, StringComparer.Ordinal);
        List<CachedTrack> found = [];
        for (int start = 0; start < tracks.Length;)
        {
            int end = start + 1;
            while (end < tracks.Length && tracks[end] == tracks[start] && variants[end] == variants[start])
            {
                end++;
            }

            var track = new LabelledTrack(tracks[start], labels[start], groups[start], parts[start]);
            found.Add(new CachedTrack(track, contents[start], end - start, variants[start] == 0 ? [.. warnings[tracks[start]]] : []) { Variant = variants[start] });
            start = end;
        }

        return new CacheIndex(Description, _file.Read(CacheWriter.Genres).AsText().ToArray(), found);
    }

    /// <summary>Checks whether the features are undamaged; the other arrays are checked when they are read.</summary>
    public bool HasIntactFeatures() => _file.IsComplete(CacheWriter.Features);

    /// <summary>Reads the features that an index describes.</summary>
    /// <param name="index">The index of this cache.</param>
    /// <param name="memoryLimit">Maximum number of bytes of features in memory; more are mapped from a temporary file.</param>
    /// <param name="mappedFile">Path of that file.</param>
    public FeatureSet ReadFeatures(CacheIndex index, long memoryLimit, string mappedFile)
    {
        SegmentValues? values = null;
        _file.ReadElements(CacheWriter.Features, (stream, header) =>
        {
            RequireFeatures(header, index);
            values = SegmentValues.Read(
                checked((int)index.SegmentCount), Description.Features.ValuesPerSegment, memoryLimit, mappedFile, (block, _) => LittleEndianFloats.Read(stream, block));
        });
        return index.WithFeatures(values!);
    }

    /// <summary>Copies features into a journal, one track at a time.</summary>
    /// <param name="journal">The journal; receives the features it does not have yet.</param>
    /// <param name="isWanted">Returns whether the features with a given address are needed.</param>
    /// <param name="cancellationToken">Checked between tracks.</param>
    public void CopyTo(FeatureJournal journal, Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        CacheIndex index = ReadIndex();
        using Stream stream = _file.OpenElements(CacheWriter.Features, out NpyHeader header);
        RequireFeatures(header, index);
        foreach (CachedTrack track in index.Tracks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var values = new float[checked(track.SegmentCount * Description.Features.ValuesPerSegment)];
            LittleEndianFloats.Read(stream, values);
            if (track.Content.Length > 0 && isWanted(track.Address) && journal.Find(track.Address) is null)
            {
                journal.Append(TrackRecord.Create(track.Address, track.SegmentCount, values, track.Warnings));
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static CacheDescription Describe(NpzReader file, string path)
    {
        if (!file.Contains(CacheWriter.Options) || !file.Contains(CacheWriter.Features))
        {
            throw new DatasetException($"{path} was not written by 'genrenet prepare' (it contains {string.Join(", ", file.Names)}): prepare the dataset first.");
        }

        var description = CacheDescription.Parse(file.Read(CacheWriter.Options).AsText()[0]);
        if (description.FormatVersion > CacheDescription.CurrentFormat)
        {
            throw new DatasetException($"{path} has cache format {description.FormatVersion}, but this version of GenreNet reads formats up to {CacheDescription.CurrentFormat}: update GenreNet.");
        }

        description.Features.Validate();
        return description;
    }

    private string[]? Texts(string name) => _file.Contains(name) || name == CacheWriter.Tracks ? _file.Read(name).AsText().ToArray() : null;

    private void RequireFeatures(NpyHeader header, CacheIndex index)
    {
        if (header is not { Type: NpyType.Float32, IsBigEndian: false, IsFortranOrder: false })
        {
            throw new ArgumentException("its features are not little-endian float32 in C order, as 'prepare' writes them");
        }

        int[] shape = [checked((int)index.SegmentCount), Description.Features.FrameCount, Description.Features.CoefficientCount];
        if (!header.Shape.AsSpan().SequenceEqual(shape))
        {
            throw new ArgumentException($"its features have the shape ({string.Join(", ", header.Shape)}), not ({string.Join(", ", shape)})");
        }
    }
}
