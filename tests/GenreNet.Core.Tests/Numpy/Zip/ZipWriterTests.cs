using System.IO.Compression;
using System.Text;
using GenreNet.Core.Numpy;

namespace GenreNet.Core.Tests.Numpy.Zip;

public sealed class ZipWriterTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("deflated in blocks, ", 5000)));

    [Theory]
    [InlineData(ZLibCompressionStrategy.Default)]
    [InlineData(ZLibCompressionStrategy.HuffmanOnly)]
    public void Concatenated_blocks_are_one_member(ZLibCompressionStrategy strategy)
    {
        int[] cuts = [0, 1, 1, 30_000, 99_999, Text.Length];
        DeflateBlock[] blocks = [.. cuts.Zip(cuts.Skip(1)).Select(cut => DeflateBlock.Compress(Text.AsSpan(cut.First, cut.Second - cut.First), strategy))];
        using var stream = new MemoryStream();
        var writer = new ZipWriter(stream);
        writer.Write(ZipMember.Of("empty"));
        writer.Write(ZipMember.Of("folder/text.txt", blocks));
        writer.Finish();

        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        Assert.Equal(["empty", "folder/text.txt"], archive.Entries.Select(e => e.FullName));
        Assert.Equal(1980, archive.Entries[1].LastWriteTime.Year);
        Assert.Equal(Crc32Sum.Of(Text), archive.Entries[1].Crc32);
        Assert.Equal([], Content(archive.Entries[0]));
        Assert.Equal(Text, Content(archive.Entries[1]));
    }

    [Fact]
    public void A_member_beyond_four_gigabytes_has_its_true_length_in_the_directory()
    {
        // Zeros deflate to a thousandth: 5 GB of them are a block of 64 MB, eighty times.
        var block = DeflateBlock.Compress(new byte[1 << 26], ZLibCompressionStrategy.Default);
        using var stream = new MemoryStream();
        var writer = new ZipWriter(stream);
        writer.Write(ZipMember.Of("zeros", Enumerable.Repeat(block, 80).ToArray()));
        writer.Write(ZipMember.Of("text", DeflateBlock.Compress(Text, ZLibCompressionStrategy.Default)));
        writer.Finish();

        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        Assert.Equal(80L << 26, archive.Entries[0].Length);
        Assert.Equal(Text, Content(archive.Entries[1]));
        using Stream zeros = archive.Entries[0].Open();
        byte[] first = new byte[1 << 20];
        zeros.ReadExactly(first);
        Assert.All(first, b => Assert.Equal(0, b));
    }

    [Fact]
    public void An_archive_can_have_no_members() => Assert.Empty(Read(_ => { }).Entries);

    [Fact]
    public void A_member_of_the_wrong_length_is_rejected() => Assert.Throws<InvalidOperationException>(
        () => Read(writer => writer.Write(new ZipMember("liar", 3, 5, 0, stream => stream.WriteByte(1)))));

    private static ZipArchive Read(Action<ZipWriter> write)
    {
        var stream = new MemoryStream();
        var writer = new ZipWriter(stream);
        write(writer);
        writer.Finish();
        return new ZipArchive(stream, ZipArchiveMode.Read);
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
