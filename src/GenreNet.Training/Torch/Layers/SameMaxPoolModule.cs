using GenreNet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Implements maximum pooling with Keras's <c>same</c> padding.</summary>
/// <remarks>
/// Torch pads both sides equally, but with <c>ceil_mode</c> the last window may extend past the end, which covers the odd extra cell
/// without a copy. The input is padded explicitly only if that does not give the correct length.
/// </remarks>
internal sealed class SameMaxPoolModule : nn.Module<Tensor, Tensor>
{
    private readonly long[] _size;
    private readonly long[] _stride;
    private readonly long[] _symmetric;
    private readonly long[]? _explicit;

    public SameMaxPoolModule(MaxPool2d pool, TensorShape input)
        : base(nameof(MaxPool2d))
    {
        SamePadding rows = SamePadding.Of(input[1], pool.Size, pool.Stride);
        SamePadding columns = SamePadding.Of(input[2], pool.Size, pool.Stride);
        _size = [pool.Size, pool.Size];
        _stride = [pool.Stride, pool.Stride];
        bool overhangs = Overhangs(rows, input[1], pool) && Overhangs(columns, input[2], pool);
        _symmetric = overhangs ? [rows.Before, columns.Before] : [0, 0];
        _explicit = overhangs ? null : [columns.Before, columns.After, rows.Before, rows.After];
    }

    public override Tensor forward(Tensor input)
    {
        // No dispose scope here: autograd needs the padded copy, and the scope of the batch frees it.
        Tensor padded = _explicit is null ? input : nn.functional.pad(input, _explicit, PaddingModes.Constant, double.NegativeInfinity);
        return nn.functional.max_pool2d(padded, _size, _stride, _symmetric, [1, 1], ceil_mode: _explicit is null);
    }

    /// <summary>
    /// Returns whether torch's ceil mode with <c>Before</c> cells on both sides gives the required length, with all windows starting
    /// inside.
    /// </summary>
    private static bool Overhangs(SamePadding padding, int length, MaxPool2d pool)
    {
        int span = length + (2 * padding.Before) - pool.Size;
        int windows = ((span + pool.Stride - 1) / pool.Stride) + 1;
        bool lastStartsInside = (windows - 1) * pool.Stride < length + padding.Before;
        return span >= 0 && lastStartsInside && windows == padding.OutputLength;
    }
}
