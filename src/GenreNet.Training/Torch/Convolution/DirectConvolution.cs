using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Convolves images on the processor, with gradients.</summary>
/// <remarks>
/// The images of segments are narrow: 13 cells and fewer. A few patches of any place are copied into the cache and multiplied with all filters,
/// so the width of an image does not matter. The gradient of the images is a convolution of the gradient of the results. The gradient of the
/// filters is a sum per thread, so results are repeatable with the same number of threads.
/// </remarks>
internal sealed unsafe class DirectConvolution : autograd.SingleTensorFunction<DirectConvolution>
{
    private const string Plan = "plan";

    // The gradients that the previous node returned: torch has its own references now, and frees their memory for the next ones.
    [ThreadStatic]
    private static List<Tensor?>? _returned;

    public override string Name => nameof(DirectConvolution);

    /// <summary>Returns the shape of a convolution if this class supports it; null otherwise.</summary>
    /// <param name="input">The images.</param>
    /// <param name="convolution">The module with the settings and weights.</param>
    public static ConvolutionShape? ShapeOf(Tensor input, TorchSharp.Modules.Conv2d convolution)
    {
        if (!PatchProducts.AreSupported || input.dim() != 4 || !ChannelRows.Are(input) || !ChannelRows.Are(convolution.weight)
            || convolution.groups != 1 || convolution.bias is null || convolution.padding is not { } padding || !(TorchThreads.AreAvailable || get_num_threads() == 1))
        {
            return null;
        }

        (long[] images, long[] kernel) = (input.shape, convolution.weight.shape);
        var shape = new ConvolutionShape(
            (int)images[0], ((int)images[2], (int)images[3], (int)images[1]), (int)kernel[0], ((int)kernel[2], (int)kernel[3]),
            (int)convolution.stride[0], ((int)padding[0], (int)padding[1]));
        return shape.Filters % PatchProducts.TileFilters == 0
            && shape.Image.Channels % Least == 0
            && Math.Max(shape.Length, shape.Kernel.Height * shape.Kernel.Width * shape.Filters) <= PatchProducts.Stride ? shape : null;
    }

    // With fewer channels, copies of patches take longer than their products.
    private const int Least = 8;

    /// <summary>Convolves images.</summary>
    /// <param name="shape">The shape, of <see cref="ShapeOf"/>.</param>
    /// <param name="input">The images.</param>
    /// <param name="convolution">The module with the weights.</param>
    public static Tensor Of(ConvolutionShape shape, Tensor input, TorchSharp.Modules.Conv2d convolution) =>
        apply(shape, input, convolution.weight, convolution.bias!);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        (var shape, var images, var weight, var bias) = ((ConvolutionShape)vars[0], (Tensor)vars[1], (Tensor)vars[2], (Tensor)vars[3]);
        ctx.save_data(Plan, new Saved(shape, images.requires_grad));
        ctx.save_for_backward([images, weight]);
        (int height, int width, int channels) = shape.Result;
        Tensor results = Images(shape.Batch, height, width, channels);
        using VectorMemory panels = KernelPanels.OfFilters(Values(weight), shape.Filters, shape.Length);
        ConvolutionPasses.Multiply(shape.Patches, Values(images), panels, Values(bias), new ResultGrid(shape.Result), Values(results));
        GC.KeepAlive(vars);
        GC.KeepAlive(results);
        return results;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        _returned?.ForEach(tensor => tensor?.Dispose());
        List<Tensor> values = ctx.get_saved_variables();
        (Tensor images, Tensor weight) = (values[0], values[1]);
        (ConvolutionShape shape, bool needsImages) = (Saved)ctx.get_data(Plan);
        (int height, int width, int channels) = shape.Result;
        Tensor gradient = ChannelRows.Are(grad_output) ? grad_output : Images(shape.Batch, height, width, channels).copy_(grad_output);
        Tensor? ofImages = needsImages ? empty_like(images) : null;
        Tensor ofWeight = empty_like(weight);
        Tensor ofBias = empty(shape.Filters);
        ConvolutionPasses.Accumulate(shape, Values(images), Values(gradient), Values(ofWeight), Values(ofBias));
        if (ofImages is not null)
        {
            ConvolutionPasses.Transpose(shape, Values(gradient), Values(weight), Values(ofImages));
        }

        gradient.Dispose();
        grad_output.Dispose();
        images.Dispose();
        weight.Dispose();
        _returned = [null, ofImages, ofWeight, ofBias];
        return _returned!;
    }

    private static float* Values(Tensor tensor) => (float*)ChannelRows.AddressOf(tensor);

    private static Tensor Images(int batch, int height, int width, int channels) =>
        empty_strided([batch, channels, height, width], [(long)height * width * channels, 1, (long)width * channels, channels]);

    private sealed record Saved(ConvolutionShape Shape, bool NeedsImages);
}
