using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>
/// Gives access to the values of a tensor as rows of channels: vectors <c>[batch, channels]</c>, or images <c>[batch, channels, height,
/// width]</c> with channels last in memory, which have a row per cell.
/// </summary>
/// <param name="Values">The first value; valid as long as the tensor is.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="Channels">The number of values per row.</param>
internal readonly unsafe record struct ChannelRows(nint Values, int Count, int Channels)
{
    /// <summary>Values per piece of work, at most: they fit into the fastest cache, with those of another tensor.</summary>
    public const int ValuesPerPiece = 4096;

    /// <summary>The number of values.</summary>
    public int Size => Count * Channels;

    /// <summary>The number of rows of a piece of work, except the last one. It does not depend on the number of threads.</summary>
    public int RowsPerPiece => Math.Max(1, ValuesPerPiece / Channels);

    /// <summary>The number of pieces of work.</summary>
    public int Pieces => (Count + RowsPerPiece - 1) / RowsPerPiece;

    /// <summary>Returns the first value of a piece of work.</summary>
    /// <param name="piece">The number of the piece, from 0.</param>
    public float* At(int piece) => (float*)Values + ((long)piece * RowsPerPiece * Channels);

    /// <summary>Returns the number of rows of a piece of work.</summary>
    /// <param name="piece">The number of the piece, from 0.</param>
    public int RowsOf(int piece) => Math.Min(RowsPerPiece, Count - (piece * RowsPerPiece));

    /// <summary>Gets the rows of a tensor.</summary>
    /// <param name="tensor">A tensor for which <see cref="Are"/> returns true; the caller keeps it alive.</param>
    public static ChannelRows Of(Tensor tensor)
    {
        long channels = tensor.shape[1];
        return new ChannelRows(AddressOf(tensor), (int)(tensor.numel() / channels), (int)channels);
    }

    /// <summary>Returns the address of the first value of a dense tensor, whose memory belongs to torch and does not move.</summary>
    /// <param name="dense">A tensor of float32 without gaps, in any order; the caller keeps it alive.</param>
    public static nint AddressOf(Tensor dense)
    {
        using Tensor detached = dense.detach();
        using Tensor flat = detached.as_strided([dense.numel()], [1], dense.storage_offset());
        fixed (byte* values = flat.bytes)
        {
            return (nint)values;
        }
    }

    /// <summary>Returns whether a tensor consists of rows of single-precision values in the memory of the processor.</summary>
    /// <param name="tensor">Any tensor.</param>
    public static bool Are(Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU || tensor.dtype != ScalarType.Float32 || tensor.dim() is not (2 or 4) || tensor.numel() is 0 or > int.MaxValue / sizeof(float)
            || tensor.shape[1] > ValuesPerPiece)
        {
            return false;
        }

        (long[] shape, long[] strides) = (tensor.shape, tensor.stride());
        int[] order = shape.Length == 2 ? [1, 0] : [1, 3, 2, 0];
        long stride = 1;
        foreach (int axis in order)
        {
            // The stride of an axis of length one has no meaning.
            if (shape[axis] > 1 && strides[axis] != stride)
            {
                return false;
            }

            stride *= shape[axis];
        }

        return true;
    }
}
