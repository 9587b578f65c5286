using System.Numerics;

namespace GenreNet.Core.Signal.Lanes;

/// <summary>Complex Fourier transforms of several signals at once, one a lane: no shuffles, and reordering is only an index.</summary>
/// <remarks>A point is two vectors, real and imaginary parts; points follow each other. Immutable and thread-safe.</remarks>
internal abstract unsafe class LaneFft
{
    /// <summary>Floats of a point.</summary>
    protected static int PointLength => 2 * Vector<float>.Count;

    /// <summary>The fastest transform of a length.</summary>
    /// <param name="pointCount">Points: a power of two.</param>
    public static LaneFft Create(int pointCount) =>
        pointCount == LaneFft1024.PointCount ? new LaneFft1024() : new LaneFftRadix2(pointCount);

    /// <summary>Transforms, unscaled, in natural order.</summary>
    /// <param name="points">The points; spoilt.</param>
    /// <param name="spectrum">Receives as many points; other memory.</param>
    public abstract void Forward(float* points, float* spectrum);

    /// <summary>exp(-2 pi i k / n) as two floats, computed in double precision.</summary>
    protected static (float Real, float Imaginary) Root(int k, int n)
    {
        (double sine, double cosine) = Math.SinCos(-2 * Math.PI * (k % n) / n);
        return ((float)cosine, (float)sine);
    }
}
