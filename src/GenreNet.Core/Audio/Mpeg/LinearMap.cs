using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Audio;

/// <summary>Multiplies vectors by matrices.</summary>
internal static class LinearMap
{
    private const int TileWidth = 4;

    /// <summary>Adds the product of a vector and a matrix.</summary>
    /// <param name="input">Vector.</param>
    /// <param name="matrix">One row of <paramref name="output"/>'s length for each element of <paramref name="input"/>.</param>
    /// <param name="output">Receives the sum; its length is a multiple of the length of a SIMD vector.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Add(ReadOnlySpan<float> input, ReadOnlySpan<float> matrix, Span<float> output)
    {
        ReadOnlySpan<Vector<float>> rows = MemoryMarshal.Cast<float, Vector<float>>(matrix);
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(output);
        int column = 0;
        // Four sums at a time stay in registers.
        for (; column + TileWidth <= sums.Length; column += TileWidth)
        {
            Span<Vector<float>> tile = sums.Slice(column, TileWidth);
            (Vector<float> a, Vector<float> b, Vector<float> c, Vector<float> d) = (tile[0], tile[1], tile[2], tile[3]);
            for (int i = 0, row = column; i < input.Length; i++, row += sums.Length)
            {
                var factor = new Vector<float>(input[i]);
                ReadOnlySpan<Vector<float>> weights = rows.Slice(row, TileWidth);
                a = VectorSum.MultiplyAdd(factor, weights[0], a);
                b = VectorSum.MultiplyAdd(factor, weights[1], b);
                c = VectorSum.MultiplyAdd(factor, weights[2], c);
                d = VectorSum.MultiplyAdd(factor, weights[3], d);
            }

            (tile[0], tile[1], tile[2], tile[3]) = (a, b, c, d);
        }

        for (; column < sums.Length; column++)
        {
            Vector<float> sum = sums[column];
            for (int i = 0, row = column; i < input.Length; i++, row += sums.Length)
            {
                sum = VectorSum.MultiplyAdd(new Vector<float>(input[i]), rows[row], sum);
            }

            sums[column] = sum;
        }
    }

    /// <summary>Adds the products of the elements of two vectors.</summary>
    /// <param name="first">Vector.</param>
    /// <param name="second">Vector of the same length.</param>
    /// <param name="output">Receives the sums; its length is a multiple of the length of a SIMD vector.</param>
    [MethodImpl(HotLoop.Options)]
    public static void AddProduct(ReadOnlySpan<float> first, ReadOnlySpan<float> second, Span<float> output)
    {
        ReadOnlySpan<Vector<float>> a = MemoryMarshal.Cast<float, Vector<float>>(first);
        ReadOnlySpan<Vector<float>> b = MemoryMarshal.Cast<float, Vector<float>>(second);
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(output);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = VectorSum.MultiplyAdd(a[i], b[i], sums[i]);
        }
    }
}
