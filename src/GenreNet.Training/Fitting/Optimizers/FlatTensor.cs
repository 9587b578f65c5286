using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Gives access to the numbers of dense tensors in the order in which they are stored.</summary>
/// <remarks>
/// Elementwise arithmetic does not depend on the order, as long as all tensors have the same one. Kernels of convolutions are stored with
/// channels last, so their shape does not say how.
/// </remarks>
internal static class FlatTensor
{
    /// <summary>Returns a tensor of one axis that shares the memory of a dense tensor, without gradient.</summary>
    /// <param name="dense">A tensor of float32 without gaps.</param>
    public static Tensor Of(Tensor dense)
    {
        using Tensor detached = dense.detach();
        return detached.as_strided([dense.numel()], [1], dense.storage_offset());
    }

    /// <summary>Returns the numbers of a flat tensor on the CPU. The span is valid as long as the tensor is.</summary>
    public static Span<float> Values(Tensor flat) => MemoryMarshal.Cast<byte, float>(flat.bytes);

    /// <summary>Returns whether two tensors of equal shape are stored in the same order.</summary>
    public static bool SameOrder(Tensor one, Tensor other)
    {
        (long[] shape, long[] left, long[] right) = (one.shape, one.stride(), other.stride());
        for (int axis = 0; axis < shape.Length; axis++)
        {
            // The stride of an axis of length one has no meaning.
            if (shape[axis] > 1 && left[axis] != right[axis])
            {
                return false;
            }
        }

        return true;
    }
}
