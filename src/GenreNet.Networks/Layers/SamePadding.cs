namespace GenreNet.Networks;

/// <summary>Represents Keras's <c>same</c> padding along one axis.</summary>
/// <param name="Before">Number of cells before the first.</param>
/// <param name="After">Number of cells after the last: <paramref name="Before"/>, or one more.</param>
/// <param name="OutputLength">Length of the output, ceil(length / stride).</param>
/// <remarks>
/// TensorFlow, "tf.nn: notes on padding": total = max((ceil(n / s) - 1) s + k - n, 0), the smaller half before. Immutable.
/// </remarks>
public readonly record struct SamePadding(int Before, int After, int OutputLength)
{
    /// <summary>Computes the padding.</summary>
    /// <param name="length">Number of cells along the axis.</param>
    /// <param name="size">Size of the window in cells.</param>
    /// <param name="stride">Stride in cells.</param>
    public static SamePadding Of(int length, int size, int stride)
    {
        int output = (length + stride - 1) / stride;
        int total = Math.Max(((output - 1) * stride) + size - length, 0);
        return new SamePadding(total / 2, total - (total / 2), output);
    }
}
