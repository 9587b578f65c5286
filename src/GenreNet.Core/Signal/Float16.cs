using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenreNet.Core.Signal;

/// <summary>Rounds single precision numbers to half precision (IEEE 754 binary16), several at once and without a type conversion.</summary>
internal static class Float16
{
    /// <summary>The largest finite number in half precision.</summary>
    public const float Largest = 65504;

    private const float SmallestNormal = 6.103515625e-5f;
    private const int LostBits = 13;

    /// <summary>
    /// Rounds to the nearest half-precision number, ties to even. Numbers above <see cref="Largest"/> are rounded to it instead of
    /// infinity.
    /// </summary>
    /// <param name="values">Finite numbers, zero or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Round(Vector<float> values)
    {
        values = Vector.MinNative(values, new Vector<float>(Largest));

        // Adding half an ulp minus one, plus the last kept bit, carries into the kept bits exactly where IEEE 754 rounds up.
        Vector<int> bits = Vector.AsVectorInt32(values);
        Vector<int> last = (bits >> LostBits) & Vector<int>.One;
        Vector<int> rounded = (bits + new Vector<int>((1 << (LostBits - 1)) - 1) + last) & new Vector<int>(-1 << LostBits);

        // Below the smallest normal number the step is 2^-24, which is the last bit of floats from 0.5 to 1.
        var half = new Vector<float>(0.5f);
        return Vector.ConditionalSelect(
            Vector.LessThan(values, new Vector<float>(SmallestNormal)), (values + half) - half, Vector.AsVectorSingle(rounded));
    }
}
