namespace GenreNet.Core.Datasets;

/// <summary>Reads a manifest: a CSV file that lists the tracks below its folder, one per line.</summary>
internal sealed class ManifestLayout : DatasetLayout
{
    private readonly string _path;
    private readonly bool _isLabelled;
    private readonly FolderSource _source;

    /// <summary>Creates the layout of a manifest.</summary>
    /// <param name="path">Path of the manifest.</param>
    /// <param name="isLabelled">
    /// Whether to read genres and parts; if false, all tracks have the genre <see cref="TrackLibrary.UnlabelledGenre"/>.
    /// </param>
    public ManifestLayout(string path, bool isLabelled = true)
    {
        (_path, _isLabelled) = (path, isLabelled);
        _source = new FolderSource(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".");
    }

    public override string Name => Path.GetFileNameWithoutExtension(_path);

    public override DatasetSource Source => _source;

    public override string Advice => "add lines with tracks of other genres";

    public override string PathOfList(string fileName) => Path.Combine(Path.GetDirectoryName(_path) ?? string.Empty, $"{Name}.{fileName}");

    public override DatasetListing List(CancellationToken cancellationToken)
    {
        (IReadOnlyList<ManifestRow> rows, IReadOnlyList<string> warnings) = ManifestTable.Read(_path, _isLabelled);
        var places = new ManifestPaths(_source.Path);
        var byPath = new Dictionary<string, ManifestRow>(StringComparer.Ordinal);
        var byId = new Dictionary<string, ManifestRow>(StringComparer.Ordinal);
        List<(ManifestRow Row, string Relative)> found = [];
        foreach (ManifestRow row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string relative = places.Below(row.Path, out string? problem);
            Require(problem is null, row, problem!);
            Require(byPath.TryAdd(relative, row), row, $"repeats the file {relative} of line {byPath[relative].Line}: remove one of the two lines");
            found.Add((row, relative));
        }

        RequireDifferentFiles(places, found);
        (ManifestRow Row, string Relative)[] nameless = [.. found.Where(f => f.Row.Track.Length == 0)];
        string[] named = [.. found.Select(f => f.Row.Track).Where(id => id.Length > 0)];
        var ids = nameless.Select(f => f.Row).Zip(TrackIds.Of([.. nameless.Select(f => f.Relative)], named))
            .ToDictionary(pair => pair.First, pair => pair.Second);
        List<Track> tracks = [];
        foreach ((ManifestRow row, string relative) in found)
        {
            string id = row.Track.Length > 0 ? row.Track : ids[row];
            Require(!row.Track.Any(char.IsControl), row, "has a control character in the id: specify another id in the column 'track'");
            Require(!GroupName.IsLike(id), row, $"has the id '{CsvFile.Shown(id)}', which has the form of a group name: specify another id in the column 'track'");
            Require(byId.TryAdd(id, row), row, $"repeats the id '{CsvFile.Shown(id)}' of line {byId[id].Line}: specify different ids in the column 'track'");
            tracks.Add(new Track(id, row.Genre, relative, 0) { Group = GroupName.Of(row.Group, id), Part = row.Part });
        }

        RequireFiles([.. tracks.Select(t => t.RelativePath).Where(path => !File.Exists(_source.PathOf(path)))], byPath);
        SourceListing listing = _source.Describe([.. tracks.Select(t => t.RelativePath)], cancellationToken);
        RequireFiles(listing.Missing, byPath);
        var files = listing.Files.ToDictionary(f => f.RelativePath, StringComparer.Ordinal);
        return new DatasetListing([.. tracks.Select(t => new ListedTrack(t with { Length = files[t.RelativePath].Length }, files[t.RelativePath].Hash))], warnings);
    }

    // Some file systems ignore case or the way accents are written. Two paths can then name one file, which could end up in two parts of a
    // split.
    private void RequireDifferentFiles(ManifestPaths places, List<(ManifestRow Row, string Relative)> found)
    {
        foreach (var alike in found.GroupBy(f => CanonicalText.Decompose(f.Relative).ToUpperInvariant(), StringComparer.Ordinal)
            .Where(g => g.Skip(1).Any()))
        {
            foreach (var same in alike.GroupBy(f => places.OnDisk(f.Relative), StringComparer.Ordinal))
            {
                (ManifestRow first, ManifestRow? second) = (same.First().Row, same.Skip(1).FirstOrDefault().Row);
                Require(second is null, second ?? first, $"repeats the file {same.Key} of line {first.Line} in another spelling: remove one of the two lines");
            }
        }
    }

    private void Require(bool condition, ManifestRow row, string problem)
    {
        if (!condition)
        {
            throw new DatasetException($"Line {row.Line} of {_path} {problem}.");
        }
    }

    private void RequireFiles(IReadOnlyList<string> missing, Dictionary<string, ManifestRow> byPath)
    {
        if (missing.Count > 0)
        {
            ManifestRow first = missing.Select(path => byPath[path]).MinBy(row => row.Line)!;
            string all = missing.Count == 1 ? "which does not exist" : $"one of {missing.Count} files that do not exist";
            throw new DatasetException($"Line {first.Line} of {_path} names {CsvFile.Shown(first.Path.Trim())}, {all}: correct the paths, which are relative to the manifest's folder, or remove the lines.");
        }
    }
}
