namespace GenreNet.Networks;

/// <summary>Keras's <c>same</c> padding along one axis.</summary>
/// <param name="Before">Cells before the first.</param>
/// <param name="After">Cells after the last: <paramref name="Before"/>, or one more.</param>
/// <param name="OutputLength">ceil(length / stride).</param>
/// <remarks>TensorFlow, "tf.nn: notes on padding": total = max((ceil(n / s) - 1) s + k - n, 0), the smaller half before.</remarks>
public readonly record struct SamePadding(int Before, int After, int OutputLength)
{
    /// <summary>Works the padding out.</summary>
    /// <param name="length">Cells along the axis.</param>
    /// <param name="size">Window in cells.</param>
    /// <param name="stride">Step in cells.</param>
    public static SamePadding Of(int length, int size, int stride)
    {
        int output = (length + stride - 1) / stride;
        int total = Math.Max(((output - 1) * stride) + size - length, 0);
        return new SamePadding(total / 2, total - (total / 2), output);
    }
}
