namespace GenreNet.Training.Networks;

/// <summary>The shape of what every layer puts out, and a clear refusal where layers do not fit.</summary>
public static class ShapeInference
{
    /// <summary>Shapes in the order of the layers: element <c>i</c> goes into layer <c>i</c>, the last one comes out of the network.</summary>
    /// <param name="network">The layers.</param>
    /// <param name="input">What goes in: <c>[frames, coefficients]</c>.</param>
    /// <exception cref="NetworkException">A layer cannot take what the one before it gives; the sentence names the layer.</exception>
    public static IReadOnlyList<TensorShape> Infer(NetworkSpec network, TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Infer(network.Name, network.Layers, input, string.Empty);
    }

    /// <summary>Shapes of a list of layers inside a network.</summary>
    internal static IReadOnlyList<TensorShape> Infer(string network, IReadOnlyList<LayerSpec> layers, TensorShape input, string list)
    {
        List<TensorShape> shapes = [input];
        for (int i = 0; i < layers.Count; i++)
        {
            string path = LayerPath.Of(list, i);
            TensorShape? output = layers[i] is Residual block ? Block(network, block, shapes[^1], path) : Output(layers[i], shapes[^1]);
            shapes.Add(output is not null && output.Axes.All(axis => axis > 0)
                ? output
                : throw new NetworkException(network, path, $"{layers[i]} cannot take a tensor of shape {shapes[^1]}"));
        }

        return shapes;
    }

    private static TensorShape Block(string network, Residual block, TensorShape input, string path)
    {
        TensorShape body = Infer(network, block.Body, input, LayerPath.BodyOf(path))[^1];
        TensorShape shortcut = Infer(network, block.Shortcut ?? [], input, LayerPath.ShortcutOf(path))[^1];
        return body.Axes.SequenceEqual(shortcut.Axes)
            ? body
            : throw new NetworkException(network, path, $"its body gives a tensor of shape {body} and its shortcut one of {shortcut}, which cannot be added");
    }

    private static TensorShape? Output(LayerSpec layer, TensorShape input) => (layer, input.Axes) switch
    {
        (Standardize, [_, _]) => input,
        (LevelInvariant { Coefficients: >= 0 } level, [_, var coefficients]) when level.Coefficients <= coefficients => input,
        (Logarithm { First: >= 0, Step: > 0, Floor: > 0 } logarithm, [_, var coefficients]) when logarithm.First < coefficients => input,
        (AddChannel, [var frames, var coefficients]) => new TensorShape(1, frames, coefficients),
        (Conv2d { Filters: > 0, KernelSize: > 0, Stride: > 0, Padding: >= 0 } conv, [_, var height, var width]) =>
            new TensorShape(conv.Filters, Convolved(conv, height), Convolved(conv, width)),
        (MaxPool2d { Size: > 0, Stride: > 0 } pool, [var channels, var height, var width]) =>
            new TensorShape(channels, SamePadding.Of(height, pool.Size, pool.Stride).OutputLength, SamePadding.Of(width, pool.Size, pool.Stride).OutputLength),
        (AveragePool2d { Frames: > 0, Bands: > 0 } pool, [var channels, var height, var width]) => new TensorShape(channels, height / pool.Frames, width / pool.Bands),
        (GlobalAveragePool or GlobalMaxPool, [var channels, _, _]) => new TensorShape(channels),
        (GlobalAveragePool or GlobalMaxPool, [_, var units]) => new TensorShape(units),
        (StatisticsPool, [var channels, _, _]) => new TensorShape(2 * channels),
        (StatisticsPool, [_, var units]) => new TensorShape(2 * units),
        (BatchNorm, [_] or [_, _, _]) => input,
        (LayerNorm, [_] or [_, _]) => input,
        (Relu or Gelu, _) => input,
        (Dropout { Rate: >= 0 and < 1 }, _) => input,
        (Flatten, _) => new TensorShape(input.Size),
        (Dense dense, [_]) => new TensorShape(dense.Units),
        (Dense dense, [var steps, _]) => new TensorShape(steps, dense.Units),
        (ToSequence, [var channels, var frames, var bands]) => new TensorShape(frames, channels * bands),
        (Gru gru, [var steps, _]) => new TensorShape(steps, gru.IsBidirectional ? 2 * gru.Units : gru.Units),
        (Patches { Frames: > 0, Bands: >= 0 } patches, [var frames, var bands]) =>
            new TensorShape(frames / patches.Frames * (bands / PatchBands(patches, bands)), patches.Units),
        (PositionEmbedding, [_, _]) => input,
        (SelfAttention { Heads: > 0 } attention, [_, var units]) when units % attention.Heads == 0 => input,
        _ => null,
    };

    /// <summary>Coefficients of a patch.</summary>
    /// <param name="patches">The layer.</param>
    /// <param name="bands">All coefficients.</param>
    internal static int PatchBands(Patches patches, int bands) => patches.Bands == 0 ? bands : patches.Bands;

    private static int Convolved(Conv2d conv, int length) => ((length + (2 * conv.Padding) - conv.KernelSize) / conv.Stride) + (length + (2 * conv.Padding) >= conv.KernelSize ? 1 : -1);
}
