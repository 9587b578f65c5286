using GenreNet.Core.Errors;

namespace GenreNet.Training.Networks;

/// <summary>The shape of what every layer puts out, and a clear refusal where layers do not fit.</summary>
public static class ShapeInference
{
    /// <summary>Shapes in the order of the layers: element <c>i</c> goes into layer <c>i</c>, the last one comes out of the network.</summary>
    /// <param name="network">The layers.</param>
    /// <param name="input">What goes in: <c>[frames, coefficients]</c>.</param>
    /// <exception cref="GenreNetException">A layer cannot take what the one before it gives; the sentence names the layer.</exception>
    public static IReadOnlyList<TensorShape> Infer(NetworkSpec network, TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(network);
        List<TensorShape> shapes = [input];
        foreach (LayerSpec layer in network.Layers)
        {
            TensorShape output = Output(layer, shapes[^1]) is { } shape && shape.Axes.All(axis => axis > 0)
                ? shape
                : throw new GenreNetException($"network '{network.Name}', layer {shapes.Count}: {layer} cannot take a tensor of shape {shapes[^1]}.");
            shapes.Add(output);
        }

        return shapes;
    }

    private static TensorShape? Output(LayerSpec layer, TensorShape input) => (layer, input.Axes) switch
    {
        (Standardize, [_, _]) => input,
        (AddChannel, [var frames, var coefficients]) => new TensorShape(1, frames, coefficients),
        (Conv2d conv, [_, var height, var width]) => new TensorShape(conv.Filters, height - conv.KernelSize + 1, width - conv.KernelSize + 1),
        (MaxPool2d pool, [var channels, var height, var width]) =>
            new TensorShape(channels, SamePadding.Of(height, pool.Size, pool.Stride).OutputLength, SamePadding.Of(width, pool.Size, pool.Stride).OutputLength),
        (BatchNorm, [_] or [_, _, _]) => input,
        (Relu or Dropout, _) => input,
        (Flatten, _) => new TensorShape(input.Size),
        (Dense dense, [_]) => new TensorShape(dense.Units),
        _ => null,
    };
}
