namespace GenreNet.Networks;

/// <summary>
/// Represents a layer that consists of parallel lists of layers: each receives the same tensor, and their outputs are merged.
/// </summary>
public abstract record BlockSpec : LayerSpec
{
    private protected BlockSpec()
    {
    }

    /// <summary>Gets the lists with their names in a <see cref="LayerPath"/>; an empty list is the identity.</summary>
    internal abstract IReadOnlyList<(string Name, IReadOnlyList<LayerSpec> Layers)> Lists { get; }

    /// <summary>Gets how the outputs are merged.</summary>
    internal abstract BranchMerge MergedBy { get; }

    /// <summary>Returns the shape of the merged output; null if the outputs are not compatible.</summary>
    /// <param name="outputs">The shapes of the outputs.</param>
    internal virtual TensorShape? Merged(IReadOnlyList<TensorShape> outputs)
    {
        int channels = ChannelAxis(outputs[0]);
        bool joins = MergedBy == BranchMerge.Concatenate;
        return outputs.All(o => o.Axes.Count == outputs[0].Axes.Count && o.Axes.Index().All(axis => axis.Item == outputs[0][axis.Index] || (joins && axis.Index == channels)))
            ? new TensorShape([.. outputs[0].Axes.Select((length, axis) => joins && axis == channels ? outputs.Sum(o => o[axis]) : length)])
            : null;
    }

    /// <summary>Returns the axis along which outputs are concatenated: channels of images, units of sequences and vectors.</summary>
    internal static int ChannelAxis(TensorShape shape) => shape.Axes.Count == 2 ? 1 : 0;
}
