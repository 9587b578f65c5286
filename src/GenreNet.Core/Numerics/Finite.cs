using System.Numerics;
using System.Runtime.InteropServices;

namespace GenreNet.Core.Numerics;

/// <summary>Finds what is infinite or not a number.</summary>
internal static class Finite
{
    /// <summary>Index of the first value that is not finite, or -1.</summary>
    public static int IndexOfOther(ReadOnlySpan<float> values)
    {
        // Zero times anything finite is zero, and a sum that once is no number stays so.
        Vector<float> sum = Vector<float>.Zero;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (Vector<float> value in vectors)
        {
            sum += value * 0f;
        }

        int first = Vector.EqualsAll(sum, Vector<float>.Zero) ? vectors.Length * Vector<float>.Count : 0;
        for (int i = first; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
