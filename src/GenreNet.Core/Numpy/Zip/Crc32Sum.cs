using System.IO.Hashing;

namespace GenreNet.Core.Numpy;

/// <summary>Computes the CRC-32 checksum of ZIP files for data assembled from parts.</summary>
internal static class Crc32Sum
{
    // The polynomial of ISO 3309 in reversed bit order: x^0 is the highest bit.
    private const uint Polynomial = 0xEDB88320;
    private const uint One = 0x80000000;

    /// <summary>Computes the checksum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Crc32.HashToUInt32(bytes);

    /// <summary>Computes the checksum of two concatenated parts from the checksums of both.</summary>
    /// <param name="first">Checksum of the first part; 0 if it is empty.</param>
    /// <param name="second">Checksum of the second part.</param>
    /// <param name="secondLength">Length of the second part in bytes.</param>
    /// <remarks>
    /// A checksum is a remainder modulo the polynomial, so appending n bits multiplies it by x^n; the inversions at both ends cancel.
    /// </remarks>
    public static uint Combine(uint first, uint second, long secondLength)
    {
        uint factor = One;
        // x^8, then its repeated squares: one power per bit of the length.
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
