using GenreNet.Core.IO;
using GenreNet.Core.Numpy;

namespace GenreNet.Core.Datasets;

/// <summary>Writes caches: the arrays that <see cref="FeatureCache"/> documents. Equal content gives identical bytes.</summary>
internal static class CacheWriter
{
    public const string Features = "features";
    public const string Labels = "labels";
    public const string Genres = "genres";
    public const string Tracks = "tracks";
    public const string Groups = "groups";
    public const string Parts = "parts";
    public const string Contents = "contents";
    public const string Options = "options";
    public const string Variants = "variants";

    /// <summary>Writes a cache atomically: the path holds either the old file or the complete new one.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="index">Everything except the features.</param>
    /// <param name="blocks">Length, compressed length and checksum of the features of each track.</param>
    /// <param name="copyBlocks">Writes the compressed features of all tracks.</param>
    /// <param name="cancellationToken">Checked between arrays.</param>
    public static void Write(
        string path, CacheIndex index, IEnumerable<(long Length, long CompressedLength, uint Checksum)> blocks, Action<Stream> copyBlocks, CancellationToken cancellationToken)
    {
        var options = index.Description.Features;
        DeflateBlock header = NpyMember.Header(NpyType.Float32, [index.SegmentCount, options.FrameCount, options.CoefficientCount]);
        var features = ZipMember.Of(
            NpyMember.NameOf(Features),
            blocks.Prepend((header.Length, header.Compressed.Length, header.Checksum)),
            stream =>
            {
                stream.Write(header.Compressed.Span);
                copyBlocks(stream);
            });
        IEnumerable<ZipMember> members =
        [
            features,
            Member(Labels, NpyArray.Create(index.PerSegment(t => (long)t.Track.Label), (int)index.SegmentCount)),
            Member(Genres, NpyArray.Create([.. index.Genres], index.Genres.Count)),
            Texts(Tracks, index, t => t.Track.Id),
            Texts(Groups, index, t => t.Track.Group),
            Texts(Parts, index, t => SplitPartName.Of(t.Track.Part)),
            Texts(Contents, index, t => t.Content),
            .. index.Tracks.Any(t => t.Variant > 0) ? [Member(Variants, NpyArray.Create(index.PerSegment(t => (long)t.Variant), (int)index.SegmentCount))] : Array.Empty<ZipMember>(),
            Member(Options, NpyArray.Create([index.Description.ToJson()])),
        ];
        AtomicFile.Write(path, stream =>
        {
            var archive = new ZipWriter(stream);
            foreach (ZipMember member in members)
            {
                cancellationToken.ThrowIfCancellationRequested();
                archive.Write(member);
            }

            archive.Finish();
        });
    }

    private static ZipMember Texts(string name, CacheIndex index, Func<CachedTrack, string> text) =>
        Member(name, NpyArray.Create(index.PerSegment(text), (int)index.SegmentCount));

    private static ZipMember Member(string name, NpyArray array) => NpyMember.Of(name, array);
}
