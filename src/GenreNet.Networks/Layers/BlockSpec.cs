namespace GenreNet.Networks;

/// <summary>A layer that is made of lists of layers side by side: all are given the same tensor, and what they make of it is merged.</summary>
public abstract record BlockSpec : LayerSpec
{
    private protected BlockSpec()
    {
    }

    /// <summary>The lists with their names in a <see cref="LayerPath"/>; an empty list leaves the tensor as it is.</summary>
    internal abstract IReadOnlyList<(string Name, IReadOnlyList<LayerSpec> Layers)> Lists { get; }

    /// <summary>How the outputs become one.</summary>
    internal abstract BranchMerge MergedBy { get; }

    /// <summary>The shape of the merged output; null where the outputs do not fit each other.</summary>
    /// <param name="outputs">Shapes of the outputs.</param>
    internal virtual TensorShape? Merged(IReadOnlyList<TensorShape> outputs)
    {
        int channels = ChannelAxis(outputs[0]);
        bool joins = MergedBy == BranchMerge.Concatenate;
        return outputs.All(o => o.Axes.Count == outputs[0].Axes.Count && o.Axes.Index().All(axis => axis.Item == outputs[0][axis.Index] || (joins && axis.Index == channels)))
            ? new TensorShape([.. outputs[0].Axes.Select((length, axis) => joins && axis == channels ? outputs.Sum(o => o[axis]) : length)])
            : null;
    }

    /// <summary>The axis that outputs are joined along: channels of images, units of sequences and vectors.</summary>
    internal static int ChannelAxis(TensorShape shape) => shape.Axes.Count == 2 ? 1 : 0;
}
