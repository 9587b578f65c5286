using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Caching;

public sealed class FeatureJournalTests : IDisposable
{
    private static readonly byte[] Key = [1, 2, 3, 4];

    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "features.npz.partial");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Appended_records_are_present_after_reopening()
    {
        Fill(3);
        using FeatureJournal journal = Open()!;
        Assert.Equal(3, journal.Count);
        JournalEntry track = journal.Find("b")!;
        Assert.Equal((2, 4L * 20), (track.SegmentCount, track.Length));
        Assert.Equal(["odd: \uFFFC"], track.Warnings);
        using var copy = new MemoryStream();
        journal.CopyTo(track, copy);
        Assert.Equal(Record('b', 2).Features.Compressed.ToArray(), copy.ToArray());
        Assert.Null(journal.Find("d"));
    }

    [Fact]
    public void A_truncated_file_keeps_its_complete_records()
    {
        long[] ends = Fill(3);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int length = 0; length <= whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            using FeatureJournal journal = Open()!;
            Assert.Equal(ends.Count(end => end <= length), journal.Count);
            journal.Append(Record('z', 1));
            Assert.NotNull(journal.Find("z"));
        }
    }

    [Fact]
    public void Records_after_a_changed_byte_are_discarded()
    {
        long[] ends = Fill(3);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x40;
            System.IO.File.WriteAllBytes(File, changed);
            using FeatureJournal journal = Open()!;
            Assert.Equal(at < Key.Length ? 0 : ends.Count(end => end <= at), journal.Count);
        }
    }

    [Fact]
    public void Records_of_another_key_are_discarded()
    {
        Fill(2);
        using FeatureJournal journal = FeatureJournal.TryOpen(File, [9, 9, 9, 9])!;
        Assert.Equal(0, journal.Count);
    }

    [Fact]
    public void Only_one_process_at_a_time_opens_the_file()
    {
        using (FeatureJournal first = Open()!)
        {
            Assert.Null(Open());
            first.Append(Record('a', 1));
        }

        using FeatureJournal second = Open()!;
        Assert.Equal(1, second.Count);
        second.Delete();
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void An_empty_journal_leaves_no_file()
    {
        Open()!.Dispose();
        Assert.False(System.IO.File.Exists(File));
    }

    private FeatureJournal? Open() => FeatureJournal.TryOpen(File, Key);

    private long[] Fill(int count)
    {
        using FeatureJournal journal = Open()!;
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            journal.Append(Record((char)('a' + i), i + 1));
            return new FileInfo(File).Length;
        })];
    }

    private static TrackRecord Record(char name, int segments) =>
        TrackRecord.Create(name.ToString(), segments, [.. Enumerable.Range(0, segments * 10).Select(i => i / 7f)], ["odd: \uFFFC"]);
}
