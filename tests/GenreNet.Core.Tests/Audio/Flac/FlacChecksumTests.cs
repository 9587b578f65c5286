using System.Text;
using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Flac;

public class FlacChecksumTests
{
    // Published check values: CRC-8/SMBUS and CRC-16/UMTS of "123456789".
    [Fact]
    public void The_checksums_have_their_published_values()
    {
        byte[] digits = Encoding.ASCII.GetBytes("123456789");
        Assert.Equal(0xF4, FlacChecksum.Crc8(digits));
        Assert.Equal(0xFEE8, FlacChecksum.Crc16(0, digits));
    }

    [Fact]
    public void A_checksum_in_parts_is_that_of_the_bytes_one_bit_at_a_time()
    {
        byte[] bytes = new byte[100];
        new Random(1).NextBytes(bytes);
        int expected = FlacBitWriter.Crc(bytes, 16, 0x8005);
        Assert.All(Enumerable.Range(0, 101), cut =>
        {
            ushort start = FlacChecksum.Crc16(0, bytes.AsSpan(0, cut));
            Assert.Equal(expected, FlacChecksum.Crc16(start, bytes.AsSpan(cut)));
        });
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(0x7FL)]
    [InlineData(0x80L)]
    [InlineData(0xFFFFL)]
    [InlineData(0x3FFFFFFL)]
    [InlineData(0x7FFFFFFFL)]
    [InlineData(0xFFFFFFFFFL)]
    public void Frame_numbers_of_every_length_are_passed_over(long number)
    {
        var fields = new FlacFrameFields(SampleRateCode: 14, BitsCode: 4);
        byte[] frame = FlacEncoder.Frame([[1, 2, 3]], 16, _ => new FlacCoding { IsVerbatim = true }, fields, number);
        int length = FlacFrameHeader.LengthOf(frame);
        Assert.Equal(new FlacFrameHeader(3, 8000, 1, FlacStereo.Independent, 16), FlacFrameHeader.Parse(frame.AsSpan(0, length)));
        frame[4] ^= 1;
        Assert.Null(FlacFrameHeader.Parse(frame.AsSpan(0, length)));
    }
}
