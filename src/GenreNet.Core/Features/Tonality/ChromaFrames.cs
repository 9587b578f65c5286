using System.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Makes the classes of each frame comparable, several frames at once.</summary>
internal static unsafe class ChromaFrames
{
    // librosa leaves what is too small to be a normal number undivided.
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>Divides the classes of each lane.</summary>
    public static void Normalize(float* classes, int count, ChromaNormalization normalization)
    {
        if (normalization == ChromaNormalization.None)
        {
            return;
        }

        if (normalization == ChromaNormalization.Euclidean)
        {
            // Squares of powers leave the range of single precision, upwards and downwards: those of shares of the strongest class do not.
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
