using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Datasets;

/// <summary>Computes the maximum in a neighbourhood of each cell of an image.</summary>
internal static class SlidingMaximum
{
    /// <summary>Computes the sliding maximum, first along the rows and then across them.</summary>
    /// <param name="values">The image, row-major.</param>
    /// <param name="rowLength">Number of cells per row.</param>
    /// <param name="rows">Number of rows to include before and after a cell's own row.</param>
    /// <param name="columns">Number of cells to include before and after a cell in its row.</param>
    /// <returns>The maxima, an array of the same size.</returns>
    public static float[] Of(ReadOnlySpan<float> values, int rowLength, int rows, int columns)
    {
        float[] along = values.ToArray();
        for (int start = 0; start < values.Length; start += rowLength)
        {
            ReadOnlySpan<float> row = values.Slice(start, rowLength);
            Span<float> highest = along.AsSpan(start, rowLength);
            for (int step = 1; step <= Math.Min(columns, rowLength - 1); step++)
            {
                Raise(highest[step..], row[..^step]);
                Raise(highest[..^step], row[step..]);
            }
        }

        float[] across = [.. along];
        for (int step = rowLength; step <= Math.Min(rows * rowLength, values.Length - rowLength); step += rowLength)
        {
            Raise(across.AsSpan(step), along.AsSpan(0, along.Length - step));
            Raise(across.AsSpan(0, along.Length - step), along.AsSpan(step));
        }

        return across;
    }

    [MethodImpl(HotLoop.Options)]
    private static void Raise(Span<float> values, ReadOnlySpan<float> others)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        ReadOnlySpan<Vector<float>> otherVectors = MemoryMarshal.Cast<float, Vector<float>>(others);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Vector.Max(vectors[i], otherVectors[i]);
        }

        for (int i = vectors.Length * Vector<float>.Count; i < values.Length; i++)
        {
            values[i] = Math.Max(values[i], others[i]);
        }
    }
}
