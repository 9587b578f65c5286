namespace GenreNet.Training.Torch;

/// <summary>Arranges the weights of filters for <see cref="PatchProducts.Multiply"/>: panels of 32 filters, whose last one is filled with
/// zeros.</summary>
internal static unsafe class KernelPanels
{
    private const int Width = PatchProducts.TileWidth;

    /// <summary>Returns the number of panels.</summary>
    /// <param name="filters">The number of filters.</param>
    public static int Count(int filters) => (filters + Width - 1) / Width;

    /// <summary>Arranges filters.</summary>
    /// <param name="kernel">The weights, <c>[filters, length]</c>.</param>
    /// <param name="filters">The number of filters.</param>
    /// <param name="length">The number of weights of a filter.</param>
    public static VectorMemory OfFilters(float* kernel, int filters, int length)
    {
        var panels = new VectorMemory(Count(filters) * length * Width);
        float* to = panels.Values;
        for (int first = 0; first < filters; first += Width)
        {
            for (int i = 0; i < length; i++, to += Width)
            {
                for (int filter = 0; filter < Width; filter++)
                {
                    to[filter] = first + filter < filters ? kernel[((long)(first + filter) * length) + i] : 0;
                }
            }
        }

        return panels;
    }

    /// <summary>
    /// Arranges the weights that the gradients of the results of a patch have in the gradient of an input: for each of these gradients, those of
    /// the channels.
    /// </summary>
    /// <param name="kernel">The weights, <c>[filters, cells, channels]</c>.</param>
    /// <param name="filters">The number of filters.</param>
    /// <param name="cells">The number of cells of a filter.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="used">The cells of the filters, in the order of the gradients in a patch.</param>
    public static VectorMemory OfChannels(float* kernel, int filters, int cells, int channels, ReadOnlySpan<int> used)
    {
        var panels = new VectorMemory(Count(channels) * used.Length * filters * Width);
        float* to = panels.Values;
        for (int first = 0; first < channels; first += Width)
        {
            int width = Math.Min(Width, channels - first);
            foreach (int cell in used)
            {
                for (int filter = 0; filter < filters; filter++, to += Width)
                {
                    var target = new Span<float>(to, Width);
                    new ReadOnlySpan<float>(kernel + ((((long)filter * cells) + cell) * channels) + first, width).CopyTo(target);
                    target[width..].Clear();
                }
            }
        }

        return panels;
    }
}
