using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Eight complex points in registers, and their transform.</summary>
internal ref struct Eight
{
    public Vector<float> R0, I0, R1, I1, R2, I2, R3, I3, R4, I4, R5, I5, R6, I6, R7, I7;

    /// <summary>Transforms eight points: sums and differences of points four apart, then a transform of four of each kind.</summary>
    /// <param name="from">The first point.</param>
    /// <param name="step">Floats from one point to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Eight Of(float* from, nint step)
    {
        int lanes = Vector<float>.Count;
        Vector<float> ar = Vector.Load(from);
        Vector<float> ai = Vector.Load(from + lanes);
        Vector<float> br = Vector.Load(from + (4 * step));
        Vector<float> bi = Vector.Load(from + (4 * step) + lanes);
        Vector<float> s0r = ar + br;
        Vector<float> s0i = ai + bi;
        Vector<float> d0r = ar - br;
        Vector<float> d0i = ai - bi;

        ar = Vector.Load(from + (2 * step));
        ai = Vector.Load(from + (2 * step) + lanes);
        br = Vector.Load(from + (6 * step));
        bi = Vector.Load(from + (6 * step) + lanes);
        Vector<float> s2r = ar + br;
        Vector<float> s2i = ai + bi;
        Vector<float> d2r = ar - br;
        Vector<float> d2i = ai - bi;

        ar = Vector.Load(from + step);
        ai = Vector.Load(from + step + lanes);
        br = Vector.Load(from + (5 * step));
        bi = Vector.Load(from + (5 * step) + lanes);
        Vector<float> s1r = ar + br;
        Vector<float> s1i = ai + bi;
        Vector<float> d1r = ar - br;
        Vector<float> d1i = ai - bi;

        ar = Vector.Load(from + (3 * step));
        ai = Vector.Load(from + (3 * step) + lanes);
        br = Vector.Load(from + (7 * step));
        bi = Vector.Load(from + (7 * step) + lanes);
        Vector<float> s3r = ar + br;
        Vector<float> s3i = ai + bi;
        Vector<float> d3r = ar - br;
        Vector<float> d3i = ai - bi;

        Eight y = default;
        Vector<float> e0r = s0r + s2r;
        Vector<float> e0i = s0i + s2i;
        Vector<float> e1r = s0r - s2r;
        Vector<float> e1i = s0i - s2i;
        Vector<float> e2r = s1r + s3r;
        Vector<float> e2i = s1i + s3i;
        Vector<float> e3r = s1r - s3r;
        Vector<float> e3i = s1i - s3i;
        y.R0 = e0r + e2r;
        y.I0 = e0i + e2i;
        y.R4 = e0r - e2r;
        y.I4 = e0i - e2i;
        y.R2 = e1r + e3i;
        y.I2 = e1i - e3r;
        y.R6 = e1r - e3i;
        y.I6 = e1i + e3r;

        // The differences are turned by 0, 1, 2 and 3 eighths of a circle; sums and differences of the two that need 1/sqrt(2) share it.
        var root = new Vector<float>(0.70710678118654752f);
        Vector<float> g1r = (d1r + d1i) * root;
        Vector<float> g1i = (d1i - d1r) * root;
        Vector<float> g3r = (d3i - d3r) * root;
        Vector<float> g3i = -(d3i + d3r) * root;
        Vector<float> o0r = d0r + d2i;
        Vector<float> o0i = d0i - d2r;
        Vector<float> o1r = d0r - d2i;
        Vector<float> o1i = d0i + d2r;
        Vector<float> o2r = g1r + g3r;
        Vector<float> o2i = g1i + g3i;
        Vector<float> o3r = g1r - g3r;
        Vector<float> o3i = g1i - g3i;
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
