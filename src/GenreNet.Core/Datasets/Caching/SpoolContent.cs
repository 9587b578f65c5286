using System.IO.Compression;
using System.Runtime.InteropServices;
using GenreNet.Core.Numpy;

namespace GenreNet.Core.Datasets;

/// <summary>Reads the features of a dataset from a journal.</summary>
internal static class SpoolContent
{
    /// <summary>Writes the features into a cache.</summary>
    public static void Save(FeatureSpool spool, CacheIndex index, string path, CancellationToken cancellationToken)
    {
        SpooledTrack[] tracks = Tracks(spool, index);
        CacheWriter.Write(
            path,
            index,
            tracks.Select(t => (t.Length, (long)t.CompressedLength, t.Checksum)),
            stream =>
            {
                foreach (SpooledTrack track in tracks)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    spool.CopyTo(track, stream);
                }
            },
            cancellationToken);
    }

    /// <summary>Reads the features into memory.</summary>
    public static FeatureSet Load(FeatureSpool spool, CacheIndex index)
    {
        int size = index.Description.Features.ValuesPerSegment;
        using IEnumerator<ReadOnlyMemory<float>> segments = Tracks(spool, index).SelectMany(track => Segments(spool, track, size)).GetEnumerator();
        return index.WithFeatures(SegmentValues.Gather(checked((int)index.SegmentCount), size, _ =>
        {
            segments.MoveNext();
            return segments.Current.Span;
        }));
    }

    private static IEnumerable<ReadOnlyMemory<float>> Segments(FeatureSpool spool, SpooledTrack track, int size)
    {
        var stream = new MemoryStream(track.CompressedLength + DeflateBlock.End.Length);
        spool.CopyTo(track, stream);
        stream.Write(DeflateBlock.End);
        stream.Position = 0;
        using var inflater = new DeflateStream(stream, CompressionMode.Decompress);
        float[] segment = new float[size];
        for (int i = 0; i < track.SegmentCount; i++)
        {
            LittleEndianFloats.Read(inflater, segment);
            yield return segment;
        }
    }

    private static SpooledTrack[] Tracks(FeatureSpool spool, CacheIndex index) => [.. index.Tracks.Select(t => spool.Find(t.Address)!)];
}
