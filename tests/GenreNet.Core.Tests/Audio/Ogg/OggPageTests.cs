using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Ogg;

/// <summary>Pages and packets: checksums, lacing, continued packets, missing pages, and what follows damage.</summary>
public class OggPageTests
{
    private static readonly int[] Lengths = [0, 1, 254, 255, 256, 509, 510, 511, 3, 65024, 65025, 65026, 70000, 7];

    [Fact]
    public void The_checksum_is_that_of_RFC_3533()
    {
        // The definition, bit by bit.
        byte[] bytes = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * 7))];
        for (int length = 0; length < 40; length++)
        {
            uint expected = 0;
            foreach (byte value in bytes.AsSpan(3, length))
            {
                expected ^= (uint)value << 24;
                for (int bit = 0; bit < 8; bit++)
                {
                    expected = (expected << 1) ^ ((expected >> 31) * 0x04C11DB7);
                }
            }

            Assert.Equal(expected, OggChecksum.Append(0, bytes.AsSpan(3, length)));
        }

        Assert.Equal(0x89A1897Fu, OggChecksum.Append(0, "123456789"u8));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(255)]
    public void Packets_of_all_lengths_are_joined_over_pages_of_any_number_of_segments(int segmentsPerPage)
    {
        byte[][] packets = [.. Lengths.Select((length, i) => Enumerable.Range(0, length).Select(k => (byte)(k + i)).ToArray())];
        List<byte[]> read = [];
        var reader = new OggPacketReader();
        foreach (OggPage page in Read(OggPages.Join(Pages(packets, segmentsPerPage)), out _))
        {
            reader.Add(page);
            Assert.False(reader.HasLost);
            read.AddRange(reader.Packets.Select(packet => packet.ToArray()));
        }

        Assert.Equal(packets, read);
        Assert.False(reader.HasPartial);
    }

    [Fact]
    public void Packets_with_a_part_on_a_missing_page_are_lost_and_no_others()
    {
        byte[][] packets = [.. Lengths.Select((length, i) => Enumerable.Repeat((byte)(i + 1), length).ToArray())];
        byte[][] pages = [.. Pages(packets, 5)];
        for (int missing = 1; missing < pages.Length - 1; missing++)
        {
            var reader = new OggPacketReader();
            bool hasLost = false;
            foreach (OggPage page in Read(OggPages.Join(pages.Where((_, i) => i != missing)), out _))
            {
                reader.Add(page);
                hasLost |= reader.HasLost;
                Assert.All(reader.Packets, packet =>
                    Assert.True(packet.IsEmpty || packets[packet.Span[0] - 1].AsSpan().SequenceEqual(packet.Span)));
            }

            Assert.True(hasLost);
        }
    }

    [Fact]
    public void Numbers_that_do_not_increase_mean_nothing()
    {
        var reader = new OggPacketReader();
        foreach (OggPage page in Read(OggPages.Join([OggPages.Page("one"u8), OggPages.Page("two"u8), OggPages.Page("three"u8)]), out _))
        {
            reader.Add(page);
            Assert.False(reader.HasLost);
        }
    }

    [Fact]
    public void A_packet_that_never_ends_is_an_error()
    {
        var reader = new OggPacketReader();
        byte[] page = OggPages.Page([.. Enumerable.Repeat((byte)255, 255)], new byte[255 * 255], OggPages.Continued);
        reader.Add(new OggPage(OggPages.With(page, flags: 0), 0));
        Assert.Throws<InvalidDataException>(() =>
        {
            for (uint i = 1; i < 300; i++)
            {
                reader.Add(new OggPage(OggPages.With(page, sequence: i), 0));
            }
        });
    }

    [Fact]
    public void Any_wrong_bit_of_a_page_is_found_and_the_next_page_is_read()
    {
        byte[] first = OggPages.Page("a first packet"u8, sequence: 1);
        byte[] second = OggPages.Page("OggS and OggS again"u8, sequence: 2);
        byte[] third = OggPages.Page("the third"u8, sequence: 3);
        for (int bit = 0; bit < 8 * second.Length; bit++)
        {
            byte[] damaged = [.. second];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal([1u, 3u], Read([.. first, .. damaged, .. third], out bool[] skipped).Select(page => page.Sequence));
            Assert.Equal([false, true], skipped);
        }
    }

    [Fact]
    public void Pages_are_found_between_any_other_bytes()
    {
        byte[] page = OggPages.Page("a packet"u8);
        byte[] noise = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * i / 7))];
        foreach (byte[] between in (byte[][])[[], [.. "O"u8], [.. "Ogg"u8], [.. "OggOggS"u8], [.. "OggS\0\0"u8], [.. page[..^1]], noise])
        {
            Assert.Equal(2, Read([.. page, .. between, .. page], out bool[] skipped).Count);
            Assert.Equal([false, between.Length > 0], skipped);
        }
    }

    [Fact]
    public void No_byte_after_a_page_is_read()
    {
        byte[] page = OggPages.Page("a packet"u8);
        using var stream = new MemoryStream([.. page, .. page, .. page]);
        var source = new ByteSource(stream, "live", ownsStream: false);
        var reader = new OggPageReader(source);
        for (int i = 1; i <= 3; i++)
        {
            Assert.True(reader.Read(out _));
            Assert.Equal(i * page.Length, source.Position);
        }

        Assert.False(reader.Read(out _));
        Assert.False(reader.IsCutShort);
    }

    /// <summary>Divides packets into pages with a fixed number of segments.</summary>
    private static IEnumerable<byte[]> Pages(byte[][] packets, int segmentsPerPage)
    {
        byte[] body = [.. packets.SelectMany(packet => packet)];
        byte[] lacing = [.. packets.SelectMany(packet => OggPages.Lacing(packet.Length))];
        uint sequence = 0;
        int start = 0;
        for (int i = 0; i < lacing.Length; i += segmentsPerPage)
        {
            byte[] segments = lacing[i..Math.Min(lacing.Length, i + segmentsPerPage)];
            int length = segments.Sum(segment => segment);
            int flags = i > 0 && lacing[i - 1] == 255 ? OggPages.Continued : 0;
            yield return OggPages.Page(segments, body[start..(start + length)], flags, sequence: sequence++);
            start += length;
        }
    }

    private static List<OggPage> Read(byte[] file, out bool[] skipped)
    {
        using var stream = new MemoryStream(file);
        var reader = new OggPageReader(new ByteSource(stream, "file", ownsStream: false));
        List<OggPage> pages = [];
        List<bool> flags = [];
        while (reader.Read(out OggPage page))
        {
            // A page is valid until the next one is read.
            pages.Add(page with { Bytes = page.Bytes.ToArray() });
            flags.Add(reader.HasSkipped);
        }

        skipped = [.. flags];
        return pages;
    }
}
