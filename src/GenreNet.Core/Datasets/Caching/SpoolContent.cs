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
        CacheDescription description = index.Description;
        var values = new float[index.SegmentCount * description.Features.ValuesPerSegment];
        int filled = 0;
        foreach (SpooledTrack track in Tracks(spool, index))
        {
            var stream = new MemoryStream(track.CompressedLength + DeflateBlock.End.Length);
            spool.CopyTo(track, stream);
            stream.Write(DeflateBlock.End);
            stream.Position = 0;
            using var inflater = new DeflateStream(stream, CompressionMode.Decompress);
            int count = track.SegmentCount * description.Features.ValuesPerSegment;
            LittleEndianFloats.Read(inflater, values.AsSpan(filled, count));
            filled += count;
        }

        return index.WithFeatures(values);
    }

    private static SpooledTrack[] Tracks(FeatureSpool spool, CacheIndex index) => [.. index.Tracks.Select(t => spool.Find(t.Address)!)];
}
