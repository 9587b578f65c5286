using GenreNet.Core.Datasets.Sources;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Datasets.Layouts;

/// <summary>A folder a genre, in a folder or an archive. The id of a track is its path below the folder of genres, without the extension.</summary>
internal sealed class GenreFolders(DatasetSource source) : DatasetLayout
{
    public override string Name => Source.Name;

    public override DatasetSource Source { get; } = source;

    public override string Advice => $"put the tracks of each genre into a folder of its own, {Source.Path}/GENRE/*.wav";

    public override string PathOfList(string fileName) => Source is FolderSource
        ? Path.Combine(Source.Path, fileName)
        : Path.Combine(Path.GetDirectoryName(Source.Path) ?? string.Empty, $"{Name}.{fileName}");

    public override DatasetListing List(CancellationToken cancellationToken)
    {
        SourceListing listing = Source.List(AudioPaths.IsAudio, cancellationToken);
        string root = AudioPaths.FindRoot([.. listing.Files.Select(f => f.RelativePath)]);
        ILookup<bool, SourceFile> isInGenre = listing.Files.ToLookup(
            f => f.RelativePath.StartsWith(root, StringComparison.Ordinal) && f.RelativePath.AsSpan(root.Length).Contains('/'));
        string[] warnings =
        [
            .. listing.Missing.Select(path => $"{path} has just been deleted, or is a link to nothing, and is left out."),
            .. isInGenre[false].Select(f => f.RelativePath).Order(StringComparer.Ordinal).Select(stray => $"{stray} lies in no genre folder and is left out."),
        ];
        return new DatasetListing([.. TracksOf(isInGenre[true], root)], warnings);
    }

    private IEnumerable<ListedTrack> TracksOf(IEnumerable<SourceFile> files, string root)
    {
        ILookup<string, SourceFile> byId = files.ToLookup(f => WithoutExtension(f.RelativePath[root.Length..]), StringComparer.Ordinal);
        foreach (IGrouping<string, SourceFile> group in byId)
        {
            foreach (SourceFile file in group)
            {
                // song.wav and song.flac in one folder keep their extensions, or they would be one track.
                string inside = file.RelativePath[root.Length..];
                string id = group.Skip(1).Any() ? inside : group.Key;
                yield return new ListedTrack(new Track(id, GenreOf(inside, root), file.RelativePath, file.Length), file.Hash);
            }
        }
    }

    private string GenreOf(string inside, string root)
    {
        string genre = inside[..inside.IndexOf('/')];
        return GenreName.Key(genre).Length > 0
            ? genre
            : throw new DatasetException($"the folder {Source.PathOf(root + genre)} names no genre, having no letter or digit: rename it.");
    }

    private static string WithoutExtension(string path) => path[..^Path.GetExtension(path).Length];
}
