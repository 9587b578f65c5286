namespace GenreNet.Networks;

/// <summary>Computes the output shape of every layer, and reports layers that are not compatible.</summary>
public static class ShapeInference
{
    /// <summary>
    /// Returns the shapes in the order of the layers: element <c>i</c> is the input of layer <c>i</c>, the last one the output of the
    /// network.
    /// </summary>
    /// <param name="network">The layers.</param>
    /// <param name="input">Shape of the input: <c>[frames, coefficients]</c>.</param>
    /// <exception cref="NetworkException">A layer does not accept the output of the previous one; the message names the layer.</exception>
    public static IReadOnlyList<TensorShape> Infer(NetworkSpec network, TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Infer(network.Name, network.Layers, input, string.Empty);
    }

    /// <summary>Returns the shapes of a list of layers inside a network.</summary>
    internal static IReadOnlyList<TensorShape> Infer(string network, IReadOnlyList<LayerSpec> layers, TensorShape input, string list)
    {
        List<TensorShape> shapes = [input];
        for (int i = 0; i < layers.Count; i++)
        {
            string path = LayerPath.Of(list, i);
            TensorShape? output = layers[i] is BlockSpec block ? Block(network, block, shapes[^1], path) : Output(layers[i], shapes[^1]);
            shapes.Add(output is not null && output.Axes.All(axis => axis > 0)
                ? output
                : throw new NetworkException(network, path, $"{layers[i]} cannot take a tensor of shape {shapes[^1]}"));
        }

        return shapes;
    }

    private static TensorShape Block(string network, BlockSpec block, TensorShape input, string path)
    {
        if (block is Tap tap)
        {
            // The name becomes that of an output of the graph.
            return !string.IsNullOrWhiteSpace(tap.Name)
                && Infer(network, tap.Body, input, LayerPath.ListOf(path, tap.Lists[0].Name))[^1] is { Axes.Count: 1 }
                ? input
                : throw new NetworkException(network, path, $"{tap} needs a name and layers that end in a vector");
        }

        if (block.Lists.Count < 2 || !Enum.IsDefined(block.MergedBy))
        {
            throw new NetworkException(network, path, "it needs at least two branches and a way to merge them");
        }

        TensorShape[] outputs = [.. block.Lists.Select(list => Infer(network, list.Layers, input, LayerPath.ListOf(path, list.Name))[^1])];
        return block.Merged(outputs)
            ?? throw new NetworkException(network, path, $"its {block.Lists[0].Name.TrimEnd('_')} returns a tensor of shape {outputs[0]} and its {OtherOf(block, outputs)}, which cannot be merged");
    }

    private static string OtherOf(BlockSpec block, TensorShape[] outputs)
    {
        int other = Enumerable.Range(1, outputs.Length - 1).First(i => block.Merged([outputs[0], outputs[i]]) is null);
        return $"{block.Lists[other].Name.TrimEnd('_')} one of {outputs[other]}";
    }

    private static TensorShape? Output(LayerSpec layer, TensorShape input) => (layer, input.Axes) switch
    {
        (Standardize, [_] or [_, _]) => input,
        (View { Offset: >= 0, Frames: > 0, Bands: > 0 } view, [1, var values])
            when (long)view.Offset + ((long)view.Frames * view.Bands) <= values =>
            new TensorShape(view.Frames, view.Bands),
        (Scale scale, _) when double.IsFinite(scale.Factor) => input,
        (LevelInvariant { Coefficients: >= 0 } level, [_, var coefficients]) when level.Coefficients <= coefficients => input,
        (Logarithm { First: >= 0, Step: > 0, Floor: > 0 } logarithm, [_, var coefficients]) when logarithm.First < coefficients => input,
        (SelectColumns { Columns.Count: > 0 } select, [var frames, var coefficients]) when select.Columns.All(column => column >= 0 && column < coefficients) =>
            new TensorShape(frames, select.Columns.Count),
        (GaussianNoise { Deviation: >= 0 and < 1000 }, _) => input,
        (AddChannel, [var frames, var coefficients]) => new TensorShape(1, frames, coefficients),
        (Conv2d conv, [_, _, _]) => conv.Output(input),
        (BandMaxPool, [var channels, var height, _]) => new TensorShape(channels, height, 1),
        (MaxPool2d { Size: > 0, Stride: > 0 } pool, [var channels, var height, var width]) =>
            new TensorShape(channels, SamePadding.Of(height, pool.Size, pool.Stride).OutputLength, SamePadding.Of(width, pool.Size, pool.Stride).OutputLength),
        (AveragePool2d { Frames: > 0, Bands: > 0 } pool, [var channels, var height, var width]) => new TensorShape(channels, height / pool.Frames, width / pool.Bands),
        (GlobalAveragePool or GlobalMaxPool, [var channels, _, _]) => new TensorShape(channels),
        (GlobalAveragePool or GlobalMaxPool, [_, var units]) => new TensorShape(units),
        (StatisticsPool, [var channels, _, _]) => new TensorShape(2 * channels),
        (StatisticsPool, [_, var units]) => new TensorShape(2 * units),
        (BatchNorm, [_] or [_, _, _]) => input,
        (LayerNorm, [_] or [_, _]) => input,
        (Relu or Gelu or HardSwish or Sigmoid, _) => input,
        (Dropout { Rate: >= 0 and < 1 }, _) => input,
        (Flatten, _) => new TensorShape(input.Size),
        (TreeEnsemble { Units: > 0, Trees: > 0, Nodes: <= TreeEnsemble.MostNodes, Depth: >= 0 } trees, [_]) when trees.Nodes >= trees.AllTrees => new TensorShape(trees.Units),
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

    /// <summary>Returns the number of coefficients of a patch.</summary>
    /// <param name="patches">The layer.</param>
    /// <param name="bands">Number of all coefficients.</param>
    internal static int PatchBands(Patches patches, int bands) => patches.Bands == 0 ? bands : patches.Bands;
}
