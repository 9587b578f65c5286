using System.IO.Compression;
using System.Runtime.InteropServices;
using GenreNet.Core.Datasets;
using GenreNet.Core.Numpy;

namespace GenreNet.Core.Tests.Numpy.Zip;

public sealed class DeflateBlockTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_534)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(200_001)]
    public void Stored_bytes_are_a_part_of_a_deflate_stream(int length)
    {
        byte[] bytes = Noise(length);
        var stored = DeflateBlock.Store(bytes);
        Assert.Equal(length, stored.Length);
        Assert.Equal(Crc32Sum.Of(bytes), stored.Checksum);
        Assert.InRange(stored.Compressed.Length, length, length + 20);
        var before = DeflateBlock.Compress("before"u8, ZLibCompressionStrategy.HuffmanOnly);
        var after = DeflateBlock.Compress("after"u8, ZLibCompressionStrategy.Default);
        Assert.Equal([.. "before"u8, .. bytes, .. "after"u8], Inflate(before, stored, after));
    }

    [Fact]
    public void The_estimate_is_the_length_that_Huffman_codes_give()
    {
        byte[] skewed = Noise(100_000);
        for (int i = 0; i < skewed.Length; i++)
        {
            skewed[i] = (byte)((skewed[i] * skewed[i]) >> 10);
        }

        double actual = DeflateBlock.Compress(skewed, ZLibCompressionStrategy.HuffmanOnly).Compressed.Length / 100_000.0;
        Assert.Equal(actual, DeflateBlock.EstimateFraction(skewed), 0.02);
        Assert.Equal(1, DeflateBlock.EstimateFraction(Noise(1_000_001)), 1e-3);
        Assert.Equal(0, DeflateBlock.EstimateFraction(new byte[1000]), 1e-9);
        Assert.Equal(1, DeflateBlock.EstimateFraction([]));
    }

    [Fact]
    public void Features_are_stored_if_they_do_not_compress()
    {
        float[] noise = MemoryMarshal.Cast<byte, float>(Noise(80_000)).ToArray();
        float[] constant = new float[20_000];
        DeflateBlock stored = TrackRecord.Compress(noise);
        DeflateBlock compressed = TrackRecord.Compress(constant);
        Assert.InRange(stored.Compressed.Length, 80_000, 80_020);
        Assert.InRange(compressed.Compressed.Length, 1, 20_000);
        byte[] expected = [.. MemoryMarshal.AsBytes<float>(noise), .. MemoryMarshal.AsBytes<float>(constant)];
        Assert.Equal(expected, Inflate(stored, compressed));
    }

    private static byte[] Inflate(params DeflateBlock[] blocks)
    {
        byte[] stream = [.. blocks.SelectMany(block => block.Compressed.ToArray()), .. DeflateBlock.End];
        using var inflater = new DeflateStream(new MemoryStream(stream), CompressionMode.Decompress);
        using var copy = new MemoryStream();
        inflater.CopyTo(copy);
        return copy.ToArray();
    }

    private static byte[] Noise(int length)
    {
        byte[] bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
