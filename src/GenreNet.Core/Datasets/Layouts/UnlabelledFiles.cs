namespace GenreNet.Core.Datasets;

/// <summary>
/// Reads all audio files of a folder or archive, at any depth, without genres. The id of a track is its path without the extension.
/// </summary>
internal sealed class UnlabelledFiles(DatasetSource source) : DatasetLayout
{
    public override string Name => Source.Name;

    public override DatasetSource Source { get; } = source;

    public override string Advice => "add audio files";

    public override string PathOfList(string fileName) => Path.Combine(Path.GetDirectoryName(Source.Path) ?? string.Empty, $"{Name}.{fileName}");

    public override DatasetListing List(CancellationToken cancellationToken)
    {
        SourceListing listing = Source.List(AudioPaths.IsAudio, cancellationToken);
        string[] ids = TrackIds.Of([.. listing.Files.Select(f => f.RelativePath)], []);
        return new DatasetListing(
            [.. listing.Files.Select((f, i) => new ListedTrack(new Track(ids[i], GenreName.Unlabelled, f.RelativePath, f.Length), f.Hash))],
            [.. ListingText.Warnings(listing, Source.Path)]);
    }
}
