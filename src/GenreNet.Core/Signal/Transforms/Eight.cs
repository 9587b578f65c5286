using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Computes transforms of eight complex points in registers.</summary>
internal static unsafe class Eight<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Computes a transform of eight points: a radix-2 step on points four apart, then a transform of four points for the sums and one for
    /// the differences.
    /// </summary>
    /// <param name="from">Address of the first point.</param>
    /// <param name="step">Number of values from one point to the next.</param>
    /// <param name="to">Receives the first result; may be the address of the first point, if the steps are equal.</param>
    /// <param name="toStep">Number of values from one result to the next.</param>
    public static void Transform(T* from, nint step, T* to, nint toStep) => Transform<PlainStore>(from, step, to, toStep, null);

    /// <summary>Computes a transform of eight points and multiplies each result by its twiddle factor.</summary>
    /// <param name="from">Address of the first point.</param>
    /// <param name="step">Number of values from one point to the next.</param>
    /// <param name="to">Receives the first result; may be the address of the first point, if the steps are equal.</param>
    /// <param name="toStep">Number of values from one result to the next.</param>
    /// <param name="roots">Address of eight twiddle factors.</param>
    public static void TransformTurned(T* from, nint step, T* to, nint toStep, T* roots) => Transform<TurnedStore>(from, step, to, toStep, roots);

    // The results are stored here instead of returned: the JIT does not inline a method of this size into a loop, and 16 vectors would be
    // returned through memory.
    [MethodImpl(HotLoop.Options)]
    private static void Transform<TStore>(T* from, nint step, T* to, nint toStep, T* roots)
        where TStore : struct, IPointStore
    {
        int lanes = Vector<T>.Count;
        Vector<T> ar = Vector.Load(from);
        Vector<T> ai = Vector.Load(from + lanes);
        Vector<T> br = Vector.Load(from + (4 * step));
        Vector<T> bi = Vector.Load(from + (4 * step) + lanes);
        Vector<T> s0r = ar + br;
        Vector<T> s0i = ai + bi;
        Vector<T> d0r = ar - br;
        Vector<T> d0i = ai - bi;

        ar = Vector.Load(from + (2 * step));
        ai = Vector.Load(from + (2 * step) + lanes);
        br = Vector.Load(from + (6 * step));
        bi = Vector.Load(from + (6 * step) + lanes);
        Vector<T> s2r = ar + br;
        Vector<T> s2i = ai + bi;
        Vector<T> d2r = ar - br;
        Vector<T> d2i = ai - bi;

        ar = Vector.Load(from + step);
        ai = Vector.Load(from + step + lanes);
        br = Vector.Load(from + (5 * step));
        bi = Vector.Load(from + (5 * step) + lanes);
        Vector<T> s1r = ar + br;
        Vector<T> s1i = ai + bi;
        Vector<T> d1r = ar - br;
        Vector<T> d1i = ai - bi;

        ar = Vector.Load(from + (3 * step));
        ai = Vector.Load(from + (3 * step) + lanes);
        br = Vector.Load(from + (7 * step));
        bi = Vector.Load(from + (7 * step) + lanes);
        Vector<T> s3r = ar + br;
        Vector<T> s3i = ai + bi;
        Vector<T> d3r = ar - br;
        Vector<T> d3i = ai - bi;

        Vector<T> e0r = s0r + s2r;
        Vector<T> e0i = s0i + s2i;
        Vector<T> e1r = s0r - s2r;
        Vector<T> e1i = s0i - s2i;
        Vector<T> e2r = s1r + s3r;
        Vector<T> e2i = s1i + s3i;
        Vector<T> e3r = s1r - s3r;
        Vector<T> e3i = s1i - s3i;
        TStore.Store(e0r + e2r, e0i + e2i, roots, to);
        TStore.Store(e1r + e3i, e1i - e3r, roots + 4, to + (2 * toStep));
        TStore.Store(e0r - e2r, e0i - e2i, roots + 8, to + (4 * toStep));
        TStore.Store(e1r - e3i, e1i + e3r, roots + 12, to + (6 * toStep));

        // The differences are multiplied by the twiddle factors exp(-2 pi i k / 8), k = 0 to 3; the two that involve 1/sqrt(2) share that
        // factor.
        var root = new Vector<T>(T.CreateTruncating(0.70710678118654752));
        Vector<T> g1r = (d1r + d1i) * root;
        Vector<T> g1i = (d1i - d1r) * root;
        Vector<T> g3r = (d3i - d3r) * root;
        Vector<T> g3i = (d3i + d3r) * -root;
        Vector<T> o0r = d0r + d2i;
        Vector<T> o0i = d0i - d2r;
        Vector<T> o1r = d0r - d2i;
        Vector<T> o1i = d0i + d2r;
        Vector<T> o2r = g1r + g3r;
        Vector<T> o2i = g1i + g3i;
        Vector<T> o3r = g1r - g3r;
        Vector<T> o3i = g1i - g3i;
        TStore.Store(o0r + o2r, o0i + o2i, roots + 2, to + toStep);
        TStore.Store(o1r + o3i, o1i - o3r, roots + 6, to + (3 * toStep));
        TStore.Store(o0r - o2r, o0i - o2i, roots + 10, to + (5 * toStep));
        TStore.Store(o1r - o3i, o1i + o3r, roots + 14, to + (7 * toStep));
    }

    /// <summary>Stores a result; a type parameter, so that the JIT compiles specialized code.</summary>
    private interface IPointStore
    {
        static abstract void Store(Vector<T> real, Vector<T> imaginary, T* root, T* to);
    }

    private readonly struct PlainStore : IPointStore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Vector<T> real, Vector<T> imaginary, T* root, T* to)
        {
            real.Store(to);
            imaginary.Store(to + Vector<T>.Count);
        }
    }

    private readonly struct TurnedStore : IPointStore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Vector<T> real, Vector<T> imaginary, T* root, T* to) => LanePoints<T>.StoreProduct(real, imaginary, root, to);
    }
}
