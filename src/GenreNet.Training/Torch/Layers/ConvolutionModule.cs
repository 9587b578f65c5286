using GenreNet.Networks;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Implements a convolution: on the processor in code for narrow images where it can, and with more padding at the end than at the
/// start, which torch's own module does not support.</summary>
internal sealed class ConvolutionModule : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Conv2d _kernel;
    private readonly long[]? _zeros;

    private ConvolutionModule(TorchSharp.Modules.Conv2d kernel, Conv2d conv, bool isEven)
        : base(nameof(Conv2d))
    {
        _kernel = kernel;
        _zeros = isEven ? null : [conv.Zeros.Bands, conv.Zeros.Bands, conv.Zeros.Before, conv.Zeros.After];
        register_module("kernel", kernel);
    }

    /// <summary>Creates the module of a convolution.</summary>
    public static ConvolutionModule Create(Conv2d conv, TensorShape input, Device device)
    {
        OneDnn.EnsureCorrect();
        (int before, int after, int bands) = conv.Zeros;
        bool isEven = before == after;
        TorchSharp.Modules.Conv2d kernel = nn.Conv2d(
            input[0],
            conv.Filters,
            (conv.Kernel.Frames, conv.Kernel.Bands),
            stride: (conv.Stride, conv.Stride),
            padding: isEven ? (before, bands) : (0, 0),
            groups: conv.IsDepthwise ? input[0] : 1,
            bias: !conv.IsUnbiased,
            device: device);
        TorchLayers.Initialized(kernel);
        return new ConvolutionModule(ChannelsLast(kernel), conv, isEven);
    }

    public override Tensor forward(Tensor input)
    {
        Tensor padded = _zeros is null ? input : nn.functional.pad(input, _zeros);
        return training && is_grad_enabled() && DirectConvolution.ShapeOf(padded, _kernel) is { } shape
            ? DirectConvolution.Of(shape, padded, _kernel)
            : _kernel.forward(padded);
    }

    // Stores kernels with channels last in memory: torch then keeps the images of the complete chain in this layout, in which its
    // convolutions are fastest. Shape [out, in, height, width] and values are unchanged.
    private static TorchSharp.Modules.Conv2d ChannelsLast(TorchSharp.Modules.Conv2d convolution)
    {
        using IDisposable noGradient = no_grad();
        using Tensor kernel = convolution.weight.detach().permute(0, 2, 3, 1).contiguous();
        convolution.weight = new TorchSharp.Modules.Parameter(kernel.permute(0, 3, 1, 2));
        return convolution;
    }
}
