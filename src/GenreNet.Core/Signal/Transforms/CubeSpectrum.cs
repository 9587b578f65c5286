using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>
/// Computes spectra of frames of 1024 samples: 512 complex points as a cube of 8 x 8 x 8, transformed along each axis in registers.
/// </summary>
/// <remarks>
/// With n = 64 a + 8 b + c and k = d + 8 e + 64 f: X[k] = sum over c of v^(c f) w^(c (d + 8 e)) sum over b of v^(b e) u^(b d) sum over a of
/// v^(a d) x[n], where v, u and w are the twiddle factors exp(-2 pi i / N) of order N = 8, 64 and 512. Slice d contains all k with
/// remainder d modulo 8; its mirror images are in slice 8 - d.
/// </remarks>
internal sealed unsafe class CubeSpectrum<T>(double[] window) : LaneTransform<T>(window)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The frame length in samples.</summary>
    public const int FrameLength = 2 * PointCount;

    private const int Edge = 8;
    private const int Slice = Edge * Edge;
    private const int PointCount = Edge * Slice;

    // One more than a slice; otherwise the eight points of a column would map to the same cache set.
    private const int SliceStride = Slice + 1;

    // Eight samples are four points, so four columns are windowed at a time.
    private const int TileSamples = 8;
    private const int TileColumns = TileSamples / 2;

    private readonly T[] _columnRoots = Roots(Edge, (b, d) => (b * d, Slice));
    private readonly T[] _sliceRoots = Roots(Slice, (line, e) => (line % Edge * ((line / Edge) + (Edge * e)), PointCount));

    public override int ScratchLength => 2 * ((Edge * SliceStride) + (Edge * TileColumns));

    public override void Run<TSink>(float* samples, int hop, T* scratch, TSink sink)
    {
        T* cube = scratch + (Edge * TileColumns * LanePoints<T>.Length);
        for (int m = 0; m < Slice; m += TileColumns)
        {
            Columns(samples, hop, m, scratch, cube);
        }

        StoreFirstSlice(cube, sink);
        for (int d = 1; d <= Edge / 2; d++)
        {
            StoreSlices(cube, d, sink);
        }
    }

    /// <summary>Computes the twiddle factors in the order of use: eight per line.</summary>
    private static T[] Roots(int lines, Func<int, int, (int Exponent, int Order)> root)
    {
        T[] roots = new T[2 * Edge * lines];
        for (int i = 0; i < Edge * lines; i++)
        {
            (int exponent, int order) = root(i / Edge, i % Edge);
            (roots[2 * i], roots[(2 * i) + 1]) = LanePoints<T>.Root(exponent, order);
        }

        return roots;
    }

    /// <summary>Windows four columns of points with a stride of 64, and transforms them into the cube.</summary>
    [MethodImpl(HotLoop.Options)]
    private void Columns(float* samples, int hop, int m, T* tile, T* cube)
    {
        fixed (T* weights = HalvedWindow)
        fixed (T* roots = _columnRoots)
        {
            for (int a = 0; a < Edge; a++)
            {
                int n = 2 * ((Slice * a) + m);
                LaneFrames.Load<T>(samples + n, hop, weights + n, TileSamples, tile + ((nint)a * TileSamples * Vector<T>.Count));
            }

            for (int i = 0; i < TileColumns; i++)
            {
                T* column = tile + ((nint)i * LanePoints<T>.Length);
                T* to = cube + ((nint)(m + i) * LanePoints<T>.Length);
                T* root = roots + (2 * Edge * ((m + i) / Edge));
                Eight<T>.TransformTurned(column, TileColumns * LanePoints<T>.Length, to, SliceStride * LanePoints<T>.Length, root);
            }
        }
    }

    /// <summary>Transforms a slice along both of its axes, in place: the point at 8 e + f becomes X[d + 8 e + 64 f].</summary>
    /// <returns>The address of the slice's first point.</returns>
    private T* TransformSlice(T* cube, int d)
    {
        T* slice = cube + ((nint)d * SliceStride * LanePoints<T>.Length);
        fixed (T* roots = _sliceRoots)
        {
            for (int c = 0; c < Edge; c++)
            {
                T* column = slice + ((nint)c * LanePoints<T>.Length);
                nint step = Edge * LanePoints<T>.Length;
                Eight<T>.TransformTurned(column, step, column, step, roots + (2 * Edge * ((Edge * d) + c)));
            }
        }

        for (int e = 0; e < Edge; e++)
        {
            T* row = slice + ((nint)e * Edge * LanePoints<T>.Length);
            Eight<T>.Transform(row, LanePoints<T>.Length, row, LanePoints<T>.Length);
        }

        return slice;
    }

    /// <summary>Stores the bins of the first slice, which contains its own mirror images, in a different order.</summary>
    [MethodImpl(HotLoop.Options)]
    private void StoreFirstSlice<TSink>(T* cube, TSink sink)
        where TSink : struct, IBinSink<T>
    {
        T* slice = TransformSlice(cube, 0);
        StoreEnds(slice, sink);
        fixed (T* roots = PairRoots)
        {
            for (int k = Edge; k <= PointCount / 2; k += Edge)
            {
                StorePair(k, PointCount - k, roots, slice + Place(k), slice + Place(PointCount - k), sink);
            }
        }

        static nint Place(int k) => ((k % Slice) + (k / Slice)) * LanePoints<T>.Length;
    }

    /// <summary>Stores the bins of a slice and of its mirror slice: point i of one mirrors point 63 - i of the other.</summary>
    [MethodImpl(HotLoop.Options)]
    private void StoreSlices<TSink>(T* cube, int d, TSink sink)
        where TSink : struct, IBinSink<T>
    {
        T* slice = TransformSlice(cube, d);
        T* mirror = d == Edge / 2 ? slice : TransformSlice(cube, Edge - d);
        nint end = (nint)(Slice - 1) * LanePoints<T>.Length;
        fixed (T* roots = PairRoots)
        {
            for (int e = 0; e < Edge; e++)
            {
                nint row = (nint)e * Edge * LanePoints<T>.Length;
                for (int f = 0; f < Edge / 2; f++)
                {
                    // Each pair is stored from the point with the lower k. The middle slice is its own mirror, so only half of its points
                    // are needed.
                    nint lower = row + ((nint)f * LanePoints<T>.Length);
                    int k = d + (Edge * e) + (Slice * f);
                    StorePair(k, PointCount - k, roots, slice + lower, mirror + end - lower, sink);
                    if (slice != mirror)
                    {
                        int other = Edge - d + (Edge * e) + (Slice * f);
                        StorePair(other, PointCount - other, roots, mirror + lower, slice + end - lower, sink);
                    }
                }
            }
        }
    }
}
