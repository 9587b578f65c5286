using GenreNet.Networks;

namespace GenreNet.Training.Fitting;

/// <summary>Finds the last blocks of a list of layers.</summary>
/// <remarks>
/// A block ends with a residual or a fork, or with a normalisation that is not followed by an activation, as in MobileNetV3. Layers without
/// a convolution or dense layer belong to the next block.
/// </remarks>
internal static class LastBlocks
{
    /// <summary>Returns the position at which the last blocks begin.</summary>
    /// <param name="layers">The layers, in order.</param>
    /// <param name="blocks">Number of blocks; null for all.</param>
    /// <returns>The index of their first layer, from 0.</returns>
    public static int StartOf(IReadOnlyList<LayerSpec> layers, int? blocks)
    {
        List<int> starts = [];
        int start = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            bool isEnd = i == layers.Count - 1 || layers[i] is Residual or Fork || (layers[i] is BatchNorm && !IsInside(layers[i + 1]));
            if (isEnd && layers.Skip(start).Take(i + 1 - start).Any(HasWeights))
            {
                starts.Add(start);
                start = i + 1;
            }
        }

        return blocks is int count && count < starts.Count ? starts[^count] : 0;
    }

    private static bool IsInside(LayerSpec next) => next is Relu or HardSwish or Sigmoid or Gate;

    private static bool HasWeights(LayerSpec layer) =>
        layer is Conv2d or Dense || (layer is BlockSpec block && block.Lists.Any(list => list.Layers.Any(HasWeights)));
}
