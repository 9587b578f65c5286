using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal;

/// <summary>Holds eight complex points in registers, and computes their transform.</summary>
internal ref struct Eight<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public Vector<T> R0, I0, R1, I1, R2, I2, R3, I3, R4, I4, R5, I5, R6, I6, R7, I7;

    /// <summary>
    /// Computes a transform of eight points: a radix-2 step on points four apart, then a transform of four points for the sums and one for
    /// the differences.
    /// </summary>
    /// <param name="from">Address of the first point.</param>
    /// <param name="step">Number of values from one point to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Eight<T> Of(T* from, nint step)
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

        Eight<T> y = default;
        Vector<T> e0r = s0r + s2r;
        Vector<T> e0i = s0i + s2i;
        Vector<T> e1r = s0r - s2r;
        Vector<T> e1i = s0i - s2i;
        Vector<T> e2r = s1r + s3r;
        Vector<T> e2i = s1i + s3i;
        Vector<T> e3r = s1r - s3r;
        Vector<T> e3i = s1i - s3i;
        y.R0 = e0r + e2r;
        y.I0 = e0i + e2i;
        y.R4 = e0r - e2r;
        y.I4 = e0i - e2i;
        y.R2 = e1r + e3i;
        y.I2 = e1i - e3r;
        y.R6 = e1r - e3i;
        y.I6 = e1i + e3r;

        // The differences are multiplied by the twiddle factors exp(-2 pi i k / 8), k = 0 to 3; the two that involve 1/sqrt(2) share that
        // factor.
        var root = new Vector<T>(T.CreateTruncating(0.70710678118654752));
        Vector<T> g1r = (d1r + d1i) * root;
        Vector<T> g1i = (d1i - d1r) * root;
        Vector<T> g3r = (d3i - d3r) * root;
        Vector<T> g3i = -(d3i + d3r) * root;
        Vector<T> o0r = d0r + d2i;
        Vector<T> o0i = d0i - d2r;
        Vector<T> o1r = d0r - d2i;
        Vector<T> o1i = d0i + d2r;
        Vector<T> o2r = g1r + g3r;
        Vector<T> o2i = g1i + g3i;
        Vector<T> o3r = g1r - g3r;
        Vector<T> o3i = g1i - g3i;
        y.R1 = o0r + o2r;
        y.I1 = o0i + o2i;
        y.R5 = o0r - o2r;
        y.I5 = o0i - o2i;
        y.R3 = o1r + o3i;
        y.I3 = o1i - o3r;
        y.R7 = o1r - o3i;
        y.I7 = o1i + o3r;
        return y;
    }
}
