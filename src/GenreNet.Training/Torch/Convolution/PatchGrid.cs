using System.Runtime.Intrinsics;

namespace GenreNet.Training.Torch;

/// <summary>
/// Describes the patches of images that a convolution multiplies with its filters: a grid of patches per image, each of which is a vector of
/// rows by columns by channels. Cells outside the image are zero.
/// </summary>
/// <param name="Batch">The number of images.</param>
/// <param name="Height">The number of patches from top to bottom.</param>
/// <param name="Width">The number of patches from left to right.</param>
/// <param name="Image">Height, width and channels of an image; channels are last in memory.</param>
/// <param name="Step">The distance between patches in cells.</param>
/// <param name="Top">The first row of the first patch; negative above the image.</param>
/// <param name="Left">The first column of the first patch; negative left of the image.</param>
/// <param name="Rows">The number of rows of a patch.</param>
/// <param name="Columns">The number of columns of a patch.</param>
internal readonly unsafe record struct PatchGrid(
    int Batch, int Height, int Width, (int Height, int Width, int Channels) Image, int Step, int Top, int Left, int Rows, int Columns)
{
    /// <summary>The number of patches.</summary>
    public int Count => Batch * Height * Width;

    /// <summary>The number of values of a patch.</summary>
    public int Length => Rows * Columns * Image.Channels;

    /// <summary>Returns the image of a patch and its place in the grid.</summary>
    /// <param name="patch">The index of the patch.</param>
    public (int Sample, int Y, int X) PlaceOf(int patch)
    {
        (int sample, int rest) = Math.DivRem(patch, Height * Width);
        (int y, int x) = Math.DivRem(rest, Width);
        return (sample, y, x);
    }

    /// <summary>Returns the place of the next patch.</summary>
    /// <param name="place">The place of a patch.</param>
    public (int Sample, int Y, int X) Next((int Sample, int Y, int X) place) =>
        place.X + 1 < Width ? (place.Sample, place.Y, place.X + 1)
        : place.Y + 1 < Height ? (place.Sample, place.Y + 1, 0)
        : (place.Sample + 1, 0, 0);

    /// <summary>Copies patches.</summary>
    /// <param name="images">The images.</param>
    /// <param name="first">The index of the first patch.</param>
    /// <param name="count">The number of patches.</param>
    /// <param name="to">Receives the patches.</param>
    /// <param name="stride">The distance between copied patches in values.</param>
    public void Copy(float* images, int first, int count, float* to, int stride)
    {
        (int Sample, int Y, int X) place = PlaceOf(first);
        for (int i = 0; i < count; i++, to += stride, place = Next(place))
        {
            CopyPatch(images, place.Sample, place.Y, place.X, to);
        }
    }

    private void CopyPatch(float* images, int sample, int y, int x, float* to)
    {
        (int height, int width, int channels) = Image;
        int left = (x * Step) + Left;
        int start = Math.Min(Math.Max(0, -left), Columns);
        int end = Math.Max(start, Math.Min(Columns, width - left));
        for (int row = (y * Step) + Top, last = row + Rows; row < last; row++, to += Columns * channels)
        {
            if ((uint)row >= (uint)height)
            {
                Clear(to, Columns * channels);
                continue;
            }

            Clear(to, start * channels);
            Copy(images + ((((((long)sample * height) + row) * width) + left + start) * channels), to + (start * channels), (end - start) * channels);
            Clear(to + (end * channels), (Columns - end) * channels);
        }
    }

    private static void Clear(float* to, int count)
    {
        for (int i = 0; i < count; i++)
        {
            to[i] = 0;
        }
    }

    private static void Copy(float* from, float* to, int count)
    {
        int i = 0;
        for (; i <= count - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            Vector512.Load(from + i).Store(to + i);
        }

        if (i <= count - Vector256<float>.Count)
        {
            Vector256.Load(from + i).Store(to + i);
            i += Vector256<float>.Count;
        }

        for (; i < count; i++)
        {
            to[i] = from[i];
        }
    }
}
