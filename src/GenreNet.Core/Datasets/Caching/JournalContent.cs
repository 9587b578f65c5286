using System.IO.Compression;
using GenreNet.Core.Numpy;

namespace GenreNet.Core.Datasets;

/// <summary>Reads the features of a dataset from a journal.</summary>
internal static class JournalContent
{
    /// <summary>Writes the features into a cache.</summary>
    public static void Save(FeatureJournal journal, CacheIndex index, string path, CancellationToken cancellationToken)
    {
        JournalEntry[] tracks = Tracks(journal, index);
        CacheWriter.Write(
            path,
            index,
            tracks.Select(t => (t.Length, (long)t.CompressedLength, t.Checksum)),
            stream =>
            {
                foreach (JournalEntry track in tracks)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    journal.CopyTo(track, stream);
                }
            },
            cancellationToken);
    }

    /// <summary>Reads the features into memory.</summary>
    public static FeatureSet Load(FeatureJournal journal, CacheIndex index)
    {
        int size = index.Description.Features.ValuesPerSegment;
        using IEnumerator<ReadOnlyMemory<float>> segments = Tracks(journal, index).SelectMany(track => Segments(journal, track, size)).GetEnumerator();
        return index.WithFeatures(SegmentValues.Gather(checked((int)index.SegmentCount), size, _ =>
        {
            segments.MoveNext();
            return segments.Current.Span;
        }));
    }

    private static IEnumerable<ReadOnlyMemory<float>> Segments(FeatureJournal journal, JournalEntry track, int size)
    {
        var stream = new MemoryStream(track.CompressedLength + DeflateBlock.End.Length);
        journal.CopyTo(track, stream);
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

    private static JournalEntry[] Tracks(FeatureJournal journal, CacheIndex index) => [.. index.Tracks.Select(t => journal.Find(t.Address)!)];
}
