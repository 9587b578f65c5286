using GenreNet.Core.Numpy;

namespace GenreNet.Core.Tests.Numpy.Zip;

public sealed class Crc32SumTests
{
    [Fact]
    public void The_checksum_equals_the_check_value_of_the_standard() => Assert.Equal(0xCBF43926u, Crc32Sum.Of("123456789"u8));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(1, 1)]
    [InlineData(1000, 4097)]
    [InlineData(65537, 123456)]
    public void Combining_two_sums_gives_the_sum_of_both_parts(int firstLength, int secondLength)
    {
        byte[] bytes = new byte[firstLength + secondLength];
        new Random(firstLength + secondLength).NextBytes(bytes);
        uint combined = Crc32Sum.Combine(Crc32Sum.Of(bytes.AsSpan(0, firstLength)), Crc32Sum.Of(bytes.AsSpan(firstLength)), secondLength);
        Assert.Equal(Crc32Sum.Of(bytes), combined);
    }
}
