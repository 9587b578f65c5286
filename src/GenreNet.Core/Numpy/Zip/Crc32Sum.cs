using System.IO.Hashing;

namespace GenreNet.Core.Numpy;

/// <summary>The checksum of ZIP files, of data that is put together from parts.</summary>
internal static class Crc32Sum
{
    // The polynomial of ISO 3309, bits reversed: x^0 is the highest bit.
    private const uint Polynomial = 0xEDB88320;
    private const uint One = 0x80000000;

    /// <summary>The sum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Crc32.HashToUInt32(bytes);

    /// <summary>The sum of a first part with a second one behind it, from the sums of both.</summary>
    /// <param name="first">Sum of the first part; 0 where it is empty.</param>
    /// <param name="second">Sum of the second part.</param>
    /// <param name="secondLength">Bytes of the second part.</param>
    /// <remarks>
    /// A checksum is a remainder modulo the polynomial, so the bytes behind it multiply it by x to the power of their bits; the
    /// inversions at both ends cancel.
    /// </remarks>
    public static uint Combine(uint first, uint second, long secondLength)
    {
        uint factor = One;
        // x^8, then its squares: a power a bit of the length.
        uint power = One >> 8;
        for (long length = secondLength; length > 0; length >>= 1)
        {
            factor = (length & 1) == 0 ? factor : Multiply(factor, power);
            power = Multiply(power, power);
        }

        return Multiply(factor, first) ^ second;
    }

    private static uint Multiply(uint left, uint right)
    {
        uint product = 0;
        for (uint bit = One; bit != 0; bit >>= 1)
        {
            product ^= (left & bit) == 0 ? 0 : right;
            right = (right & 1) == 0 ? right >> 1 : (right >> 1) ^ Polynomial;
        }

        return product;
    }
}
