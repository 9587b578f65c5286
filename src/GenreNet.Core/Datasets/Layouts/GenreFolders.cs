namespace GenreNet.Core.Datasets;

/// <summary>
/// Reads a dataset with one folder per genre, from a folder or an archive. The id of a track is its path below the folder that contains the
/// genre folders, without the extension.
/// </summary>
internal sealed class GenreFolders(DatasetSource source) : DatasetLayout
{
    public override string Name => Source.Name;

    public override DatasetSource Source { get; } = source;

    public override string Advice => $"put the tracks of each genre into a separate folder, {Source.Path}/GENRE/*.wav";

    public override string PathOfList(string fileName) => Source is FolderSource
        ? Path.Combine(Source.Path, fileName)
        : Path.Combine(Path.GetDirectoryName(Source.Path) ?? string.Empty, $"{Name}.{fileName}");

    public override DatasetListing List(CancellationToken cancellationToken)
    {
        SourceListing listing = Source.List(AudioPaths.IsAudio, cancellationToken);
        string root = AudioPaths.FindRoot([.. listing.Files.Select(f => f.RelativePath)]);
        ILookup<bool, SourceFile> isInGenre = listing.Files.ToLookup(
            f => f.RelativePath.StartsWith(root, StringComparison.Ordinal) && f.RelativePath.AsSpan(root.Length).Contains('/'));
        string[] strays = [.. isInGenre[false].Select(f => f.RelativePath).Order(StringComparer.Ordinal)];
        return new DatasetListing(
            [.. TracksOf([.. isInGenre[true]], root)], [.. ListingText.Warnings(listing, Source.Path), .. strays.Select(ListingText.Stray)]);
    }

    private IEnumerable<ListedTrack> TracksOf(SourceFile[] files, string root)
    {
        string[] inside = [.. files.Select(f => f.RelativePath[root.Length..])];
        string[] ids = TrackIds.Of(inside, []);
        return files.Select((file, i) => new ListedTrack(new Track(ids[i], GenreOf(inside[i], root), file.RelativePath, file.Length), file.Hash));
    }

    private string GenreOf(string inside, string root)
    {
        string genre = inside[..inside.IndexOf('/')];
        return GenreName.Key(genre).Length > 0
            ? genre
            : throw new DatasetException($"The name of the folder {Source.PathOf(root + genre)} contains no letter or digit, so it is not a genre: rename it.");
    }
}
