using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal;

/// <summary>Rounds single to half precision (IEEE 754 binary16), several numbers at once and without leaving single precision.</summary>
internal static class Float16
{
    /// <summary>The largest finite number of half precision.</summary>
    public const float Largest = 65504;

    private const float SmallestNormal = 6.103515625e-5f;
    private const int LostBits = 13;

    /// <summary>
    /// Rounds to the nearest number of half precision, ties to even; more than <see cref="Largest"/> becomes that instead of infinity.
    /// </summary>
    /// <param name="values">Finite numbers, zero or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Round(Vector<float> values)
    {
        values = Vector.MinNative(values, new Vector<float>(Largest));

        // Half an ulp less one, plus the last bit that stays: carries into the bits that stay where IEEE 754 rounds up.
        Vector<int> bits = Vector.AsVectorInt32(values);
        Vector<int> last = (bits >> LostBits) & Vector<int>.One;
        Vector<int> rounded = (bits + new Vector<int>((1 << (LostBits - 1)) - 1) + last) & new Vector<int>(-1 << LostBits);

        // Below the smallest normal number steps are 2^-24, which is the last bit of floats from 0.5 to 1.
        var half = new Vector<float>(0.5f);
        return Vector.ConditionalSelect(
            Vector.LessThan(values, new Vector<float>(SmallestNormal)), (values + half) - half, Vector.AsVectorSingle(rounded));
    }
}
