using System.Numerics;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Complex points of several signals: a vector of real parts, then one of imaginary parts.</summary>
internal static class LanePoints
{
    /// <summary>Floats of a point.</summary>
    public static int Length => 2 * Vector<float>.Count;

    /// <summary>exp(-2 pi i k / n) as two floats, computed in double precision.</summary>
    public static (float Real, float Imaginary) Root(int k, int n)
    {
        (double sine, double cosine) = Math.SinCos(-2 * Math.PI * (k % n) / n);
        return ((float)cosine, (float)sine);
    }
}
