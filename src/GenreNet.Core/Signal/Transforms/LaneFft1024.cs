using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>
/// Computes transforms of 1024 complex points as a square of 32 x 32, one signal per SIMD lane: columns, twiddle factors, rows. Immutable
/// and thread-safe.
/// </summary>
/// <remarks>
/// With m = 32 a + b and k = c + 32 d: X[k] = sum over b of w^(b c) v^(b d) sum over a of v^(a c) x[m], where w and v are the twiddle
/// factors exp(-2 pi i / N) of order N = 1024 and 32 (Bailey, "FFTs in external or hierarchical memory", 1990). A line of 32 is computed as
/// 4 x 8 in registers, so memory outside the L1 cache is traversed twice instead of ten times. Work before a column or after a row can be
/// fused with it.
/// </remarks>
internal sealed unsafe class LaneFft1024<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of points in a row, and in a column.</summary>
    public const int Side = 32;

    /// <summary>
    /// The number of points from one row to the next: one more than a row; otherwise a column would map to few cache sets.
    /// </summary>
    public const int RowStride = Side + 1;

    private const int LineOfEight = 8;

    private readonly T[] _lineRoots = Roots(from => (from.Step * from.Fine, Side), lines: 1);
    private readonly T[] _squareRoots = Roots(from => (from.Line * (from.Fine + (4 * from.Step)), Side * Side), lines: Side);

    /// <summary>Gets the number of points of memory for the square.</summary>
    public static int SquareLength => Side * RowStride;

    /// <summary>Transforms column <paramref name="b"/> and stores it in the square.</summary>
    /// <param name="column">Address of the column's first point.</param>
    /// <param name="step">Number of values from one point of the column to the next.</param>
    /// <param name="b">Zero-based column index.</param>
    /// <param name="square">Memory for the square.</param>
    /// <param name="line">Scratch memory of <see cref="Side"/> points.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Column(T* column, nint step, int b, T* square, T* line)
    {
        fixed (T* lineRoots = _lineRoots)
        {
            Fours(column, step, line, lineRoots);
        }

        FinishColumn(line, b, square);
    }

    /// <summary>Transforms columns <paramref name="b"/> and b + 1 of frames that are not windowed yet, in double precision.</summary>
    /// <param name="samples">Address of the first sample of column b in the first frame.</param>
    /// <param name="hop">Hop length in samples.</param>
    /// <param name="window">Address of the window weight of that sample.</param>
    /// <param name="b">Zero-based column index, even.</param>
    /// <param name="square">Memory for the square.</param>
    /// <param name="lines">Scratch memory of twice <see cref="Side"/> points.</param>
    /// <remarks>Requires <see cref="WindowedFours.IsSupported"/>.</remarks>
    public void WindowedColumns(float* samples, int hop, T* window, int b, T* square, T* lines)
    {
        fixed (T* lineRoots = _lineRoots)
        {
            WindowedFours.Transform(samples, hop, (double*)window, (double*)lines, (double*)lineRoots);
        }

        FinishColumn(lines, b, square);
        FinishColumn(lines + ((nint)Side * LanePoints<T>.Length), b + 1, square);
    }

    /// <summary>
    /// Transforms row <paramref name="c"/> in place, after all columns have been stored. Point d of the row is then X[c + 32 d].
    /// </summary>
    /// <returns>The address of the row's first point.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Row(T* square, int c, T* line)
    {
        T* row = square + ((nint)c * RowStride * LanePoints<T>.Length);
        fixed (T* lineRoots = _lineRoots)
        {
            Fours(row, LanePoints<T>.Length, line, lineRoots);
        }

        Eights(line, row, LanePoints<T>.Length);
        return row;
    }

    private void FinishColumn(T* line, int b, T* square)
    {
        fixed (T* squareRoots = _squareRoots)
        {
            EightsTurned(line, square + ((nint)b * LanePoints<T>.Length), RowStride * LanePoints<T>.Length, squareRoots + (2 * Side * b));
        }
    }

    /// <summary>Computes the twiddle factors in the order of use: for each line, four groups of eight points.</summary>
    [MethodImpl(HotLoop.Options)]
    private static T[] Roots(Func<(int Line, int Fine, int Step), (int Exponent, int Order)> root, int lines)
    {
        T[] roots = new T[2 * Side * lines];
        for (int line = 0; line < lines; line++)
        {
            for (int fine = 0; fine < 4; fine++)
            {
                for (int step = 0; step < LineOfEight; step++)
                {
                    (int exponent, int order) = root((line, fine, step));
                    int at = 2 * ((line * Side) + (fine * LineOfEight) + step);
                    (roots[at], roots[at + 1]) = LanePoints<T>.Root(exponent, order);
                }
            }
        }

        return roots;
    }

    /// <summary>
    /// First half of a line: eight radix-4 transforms of points eight apart, multiplied by twiddle factors and stored in four groups of
    /// eight.
    /// </summary>
    [MethodImpl(HotLoop.Options)]
    private static void Fours(T* from, nint step, T* line, T* roots)
    {
        int lanes = Vector<T>.Count;
        nint quarter = 8 * step;
        nint group = LineOfEight * LanePoints<T>.Length;
        for (int i = 0; i < LineOfEight; i++)
        {
            T* at = from + (i * step);
            Vector<T> x0r = Vector.Load(at);
            Vector<T> x0i = Vector.Load(at + lanes);
            Vector<T> x1r = Vector.Load(at + quarter);
            Vector<T> x1i = Vector.Load(at + quarter + lanes);
            Vector<T> x2r = Vector.Load(at + (2 * quarter));
            Vector<T> x2i = Vector.Load(at + (2 * quarter) + lanes);
            Vector<T> x3r = Vector.Load(at + (3 * quarter));
            Vector<T> x3i = Vector.Load(at + (3 * quarter) + lanes);

            Vector<T> t0r = x0r + x2r;
            Vector<T> t0i = x0i + x2i;
            Vector<T> t1r = x0r - x2r;
            Vector<T> t1i = x0i - x2i;
            Vector<T> t2r = x1r + x3r;
            Vector<T> t2i = x1i + x3i;
            Vector<T> t3r = x1r - x3r;
            Vector<T> t3i = x1i - x3i;

            T* to = line + ((nint)i * LanePoints<T>.Length);
            (t0r + t2r).Store(to);
            (t0i + t2i).Store(to + lanes);
            LanePoints<T>.StoreProduct(t1r + t3i, t1i - t3r, roots + (2 * (LineOfEight + i)), to + group);
            LanePoints<T>.StoreProduct(t0r - t2r, t0i - t2i, roots + (2 * ((2 * LineOfEight) + i)), to + (2 * group));
            LanePoints<T>.StoreProduct(t1r - t3i, t1i + t3r, roots + (2 * ((3 * LineOfEight) + i)), to + (3 * group));
        }
    }

    /// <summary>Second half of a line: four radix-8 transforms, stored in natural order.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Eights(T* line, T* to, nint step)
    {
        for (int fine = 0; fine < 4; fine++)
        {
            T* group = line + ((nint)fine * LineOfEight * LanePoints<T>.Length);
            Eight<T>.Transform(group, LanePoints<T>.Length, to + (fine * step), 4 * step);
        }
    }

    /// <summary>Second half of a line, with each result multiplied by its twiddle factor for the square.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void EightsTurned(T* line, T* to, nint step, T* roots)
    {
        for (int fine = 0; fine < 4; fine++)
        {
            T* group = line + ((nint)fine * LineOfEight * LanePoints<T>.Length);
            Eight<T>.TransformTurned(group, LanePoints<T>.Length, to + (fine * step), 4 * step, roots + (2 * LineOfEight * fine));
        }
    }
}
