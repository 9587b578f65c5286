using System.Buffers.Binary;
using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Ogg;

/// <summary>Headers of Vorbis, Opus and FLAC that are damaged, hostile, or of variants that are left to ffmpeg.</summary>
public class OggHeaderTests
{
    private const int CodebookOffset = 8;

    /// <summary>The setup header of a real file: the second packet of its second page.</summary>
    private static readonly byte[] Setup = SetupOf(OggFiles.Read(OggFiles.VorbisStereo));

    private static readonly VorbisIdentification Stereo = new(2, 44100, 256, 2048);

    [Fact]
    public void A_setup_header_cut_anywhere_is_refused()
    {
        Assert.True(VorbisSetup.Read(Setup, Stereo).IsSupported);
        for (int length = 0; length < Setup.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => VorbisSetup.Read(Setup.AsSpan(0, length), Stereo));
        }
    }

    [Fact]
    public void A_codebook_that_asks_for_gigabytes_is_refused()
    {
        byte[] header = [.. Setup];
        // Dimensions and entries, and then the flag of ordered lengths.
        header.AsSpan(CodebookOffset + 3, 5).Fill(0xFF);
        header[CodebookOffset + 8] |= 1;
        InvalidDataException problem = Assert.Throws<InvalidDataException>(() => VorbisSetup.Read(header, Stereo));
        Assert.Contains("more memory", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ordered_lengths_that_never_reach_the_number_of_entries_end()
    {
        byte[] header = [.. Setup[..CodebookOffset], 0x42, 0x43, 0x56, 1, 0, 16, 0, 0, 1, .. new byte[1000]];
        InvalidDataException problem = Assert.Throws<InvalidDataException>(() => VorbisSetup.Read(header, Stereo));
        Assert.Contains("lengths of codewords", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_changed_byte_of_a_setup_header_is_read_or_refused()
    {
        byte[] file = OggFiles.Read(OggFiles.VorbisStereo);
        int start = file.AsSpan().IndexOf(Setup.AsSpan(0, 20));
        var random = new Random(1);
        for (int at = start; at < start + Setup.Length; at += 1 + random.Next(40))
        {
            byte[] changed = [.. file];
            changed[at] = (byte)random.Next(256);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                OggFiles.Decode(OggPages.WithChecksums(changed));
            }
            catch (Exception problem) when (problem is AudioFormatException or DependencyMissingException)
            {
                // Refused.
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32_000_000);
        }
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(11, 0)]
    [InlineData(28, 0x5B)]
    [InlineData(28, 0x8B)]
    [InlineData(28, 0xE8)]
    [InlineData(29, 0)]
    public void An_impossible_identification_header_is_refused(int offset, byte value)
    {
        byte[] packet = OggPages.Body(OggPages.Split(OggFiles.Read(OggFiles.VorbisStereo))[0]);
        Assert.Equal(Stereo, VorbisIdentification.Read(packet));
        packet[offset] = value;
        Assert.Throws<InvalidDataException>(() => VorbisIdentification.Read(packet));
    }

    [Fact]
    public void Bits_are_read_from_the_lowest_and_zeros_follow_the_end()
    {
        var packet = new VorbisPacket();
        byte[] bytes = [.. Enumerable.Range(1, 20).Select(i => (byte)(i * 37))];
        packet.Load(bytes);
        var random = new Random(3);
        long position = 0;
        while (!packet.IsShort)
        {
            int count = random.Next(65);
            ulong expected = 0;
            for (int bit = 0; bit < count; bit++)
            {
                long at = position + bit;
                expected |= at < 8 * bytes.Length ? (ulong)((bytes[at / 8] >> (int)(at % 8)) & 1) << bit : 0;
            }

            Assert.Equal(expected, packet.ReadBits(count));
            position = Math.Min(position + count, 8 * bytes.Length);
            Assert.Equal(position, packet.BitsRead);
        }

        Assert.Equal(0, packet.BitsRemaining);
        packet.TryPeekBits(5, out int read);
        Assert.Equal(0, read);
    }

    [Fact]
    public void Gain_and_pre_skip_of_Opus_are_applied()
    {
        byte[] file = OggFiles.Read(OggFiles.Opus);
        float[] plain = OggFiles.Decode(file).Samples;
        byte[] turnedDown = WithHead(file, packet => BinaryPrimitives.WriteInt16LittleEndian(packet.AsSpan(16), -6 * 256));
        float[] quiet = OggFiles.Decode(turnedDown).Samples;
        float factor = MathF.Pow(10, -6f / 20);
        Assert.Equal(plain.Length, quiet.Length);
        Assert.All(plain, (sample, i) => Assert.Equal(sample * factor, quiet[i], 1e-6f));

        byte[] later = WithHead(file, packet => BinaryPrimitives.WriteUInt16LittleEndian(packet.AsSpan(10), 312 + 1000));
        Assert.Equal(plain[1000..], OggFiles.Decode(later).Samples);
    }

    [Theory]
    [InlineData(8, 0x10)]
    [InlineData(9, 0)]
    [InlineData(9, 3)]
    [InlineData(18, 1)]
    public void An_impossible_header_of_Opus_is_refused(int offset, byte value)
    {
        byte[] file = WithHead(OggFiles.Read(OggFiles.Opus), packet => packet[offset] = value);
        Assert.Throws<AudioFormatException>(() => OggFiles.Decode(file));
    }

    [Fact]
    public void Other_mapping_families_of_Opus_need_ffmpeg()
    {
        byte[] file = OggFiles.Read("opus-surround.opus");
        Assert.Throws<DependencyMissingException>(() => OggFiles.Decode(WithHead(file, packet => packet[18] = 255)));
        // A channel of silence, and two equal ones.
        float[] plain = OggFiles.Decode(file).Samples;
        float[] other = OggFiles.Decode(WithHead(file, packet => packet[21] = 255)).Samples;
        Assert.Equal(plain.Length, other.Length);
        Assert.NotEqual(plain, other);
    }

    [Theory]
    [InlineData(0x00, 480)]
    [InlineData(0x18, 2880)]
    [InlineData(0x60, 480)]
    [InlineData(0x68, 960)]
    [InlineData(0x80, 120)]
    [InlineData(0x99, 1920)]
    [InlineData(0xFB, 0)]
    public void The_duration_of_an_Opus_packet_is_in_its_first_byte(byte first, int duration) =>
        Assert.Equal(duration, OpusPacket.Duration([first]));

    private static byte[] SetupOf(byte[] file)
    {
        byte[] body = OggPages.Body(OggPages.Split(file)[1]);
        return body[body.AsSpan().IndexOf("\u0005vorbis"u8)..];
    }

    private static byte[] WithHead(byte[] file, Action<byte[]> change)
    {
        const int PacketOffset = 28;
        List<byte[]> pages = OggPages.Split(file);
        pages[0] = OggPages.With(pages[0], change: page =>
        {
            byte[] packet = page[PacketOffset..];
            change(packet);
            packet.CopyTo(page, PacketOffset);
        });
        return OggPages.Join(pages);
    }
}
