namespace GenreNet.Training.Torch;

/// <summary>Describes a convolution of images with channels last in memory.</summary>
/// <param name="Batch">The number of images.</param>
/// <param name="Image">Height, width and channels of an image.</param>
/// <param name="Filters">The number of filters.</param>
/// <param name="Kernel">Height and width of a filter.</param>
/// <param name="Stride">The distance between two places of a filter.</param>
/// <param name="Padding">The rows above and below, and the columns left and right of the image that are zero.</param>
internal sealed record ConvolutionShape(
    int Batch, (int Height, int Width, int Channels) Image, int Filters, (int Height, int Width) Kernel, int Stride, (int Rows, int Columns) Padding)
{
    /// <summary>Height, width and channels of a result.</summary>
    public (int Height, int Width, int Channels) Result => (
        ((Image.Height + (2 * Padding.Rows) - Kernel.Height) / Stride) + 1,
        ((Image.Width + (2 * Padding.Columns) - Kernel.Width) / Stride) + 1,
        Filters);

    /// <summary>The patches of the images, one per cell of the result.</summary>
    public PatchGrid Patches => new(Batch, Result.Height, Result.Width, Image, Stride, -Padding.Rows, -Padding.Columns, Kernel.Height, Kernel.Width);

    /// <summary>The number of values of a filter.</summary>
    public int Length => Kernel.Height * Kernel.Width * Image.Channels;

    /// <summary>
    /// Returns the patches of the gradient of the results that the gradient of the images consists of: those of each stride-th cell of the
    /// images, from a row and column below the stride.
    /// </summary>
    /// <param name="row">The first row of the images.</param>
    /// <param name="column">The first column of the images.</param>
    /// <returns>The patches, and the cell of the filters that belongs to each cell of a patch. Both may be empty.</returns>
    public (PatchGrid Patches, int[] Cells) GradientPatches(int row, int column)
    {
        (int top, int rows) = Range(row + Padding.Rows, Kernel.Height);
        (int left, int columns) = Range(column + Padding.Columns, Kernel.Width);
        var patches = new PatchGrid(Batch, Places(Image.Height, row), Places(Image.Width, column), Result, 1, top, left, rows, columns);
        int[] cells = new int[rows * columns];
        for (int i = 0; i < cells.Length; i++)
        {
            // A result that is d rows below the place of the patch in its grid received this row from the row of the filter that is d strides higher.
            int kernelRow = row + Padding.Rows - (Stride * (top + (i / columns)));
            int kernelColumn = column + Padding.Columns - (Stride * (left + (i % columns)));
            cells[i] = (kernelRow * Kernel.Width) + kernelColumn;
        }

        return (patches, cells);
    }

    // The distances d for which place - stride d is a row (or column) of the filters: the first one, and their number.
    private (int First, int Count) Range(int place, int kernel)
    {
        int last = place / Stride;
        int first = (int)Math.Ceiling((place - kernel + 1) / (double)Stride);
        return (first, Math.Max(0, last - first + 1));
    }

    private int Places(int length, int first) => (length - first + Stride - 1) / Stride;
}
