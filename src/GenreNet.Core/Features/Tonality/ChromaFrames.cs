using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Normalizes the pitch classes of each frame, several frames at once.</summary>
internal static unsafe class ChromaFrames
{
    // librosa does not divide by numbers smaller than the smallest normal number.
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>Normalizes the pitch classes of each SIMD lane.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Normalize(float* classes, int count, ChromaNormalization normalization)
    {
        if (normalization == ChromaNormalization.None)
        {
            return;
        }

        if (normalization == ChromaNormalization.Euclidean)
        {
            // Squares of powers can overflow or underflow in single precision, so scale by the strongest class first.
            Normalize(classes, count, ChromaNormalization.Maximum);
        }

        Vector<float> length = Vector<float>.Zero;
        for (int i = 0; i < count; i++)
        {
            Vector<float> value = Vector.Load(classes + ((nint)i * Vector<float>.Count));
            length = normalization switch
            {
                ChromaNormalization.Maximum => Vector.MaxNative(length, value),
                ChromaNormalization.Sum => length + value,
                _ => length + (value * value),
            };
        }

        length = normalization == ChromaNormalization.Euclidean ? Vector.SquareRoot(length) : length;
        length = Vector.ConditionalSelect(Vector.LessThan(length, new Vector<float>(SmallestNormal)), Vector<float>.One, length);
        for (int i = 0; i < count; i++)
        {
            float* value = classes + ((nint)i * Vector<float>.Count);
            (Vector.Load(value) / length).Store(value);
        }
    }
}
