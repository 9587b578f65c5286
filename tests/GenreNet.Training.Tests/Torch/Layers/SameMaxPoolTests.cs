using GenreNet.Core.Numerics;
using GenreNet.Networks;
using GenreNet.Training.Torch;
using TorchSharp;

namespace GenreNet.Training.Tests.Torch.Layers;

public class SameMaxPoolTests
{
    private const int LargestSide = 12;
    private const int LargestWindow = 5;

    [Fact]
    public void Each_window_returns_its_largest_cell_for_all_sizes()
    {
        var random = new SeededRandom(1);
        for (int size = 1; size <= LargestWindow; size++)
        {
            for (int stride = 1; stride <= LargestWindow; stride++)
            {
                for (int height = 1; height <= LargestSide; height++)
                {
                    for (int width = 1; width <= LargestSide; width++)
                    {
                        // Below zero, so that a padding of zeros would win.
                        float[] cells = [.. Enumerable.Range(0, height * width).Select(_ => (float)random.NextDouble() - 2)];
                        string what = $"size {size}, stride {stride}, {height} x {width}: ";
                        Assert.Equal(what + Text(Expected(cells, height, width, size, stride)), what + Text(Pooled(cells, height, width, size, stride)));
                    }
                }
            }
        }
    }

    private static string Text(IEnumerable<float> values) => string.Join(' ', values);

    private static float[] Pooled(float[] cells, int height, int width, int size, int stride)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using var module = new SameMaxPoolModule(new MaxPool2d(size, stride), new TensorShape(1, height, width));
        return [.. module.forward(torch.tensor(cells, [1, 1, height, width])).contiguous().data<float>()];
    }

    // The definition: windows start Before cells ahead of the first, and cells outside do not count.
    private static IEnumerable<float> Expected(float[] cells, int height, int width, int size, int stride)
    {
        SamePadding rows = SamePadding.Of(height, size, stride);
        SamePadding columns = SamePadding.Of(width, size, stride);
        for (int row = 0; row < rows.OutputLength; row++)
        {
            for (int column = 0; column < columns.OutputLength; column++)
            {
                float largest = float.NegativeInfinity;
                for (int cell = 0; cell < size * size; cell++)
                {
                    int y = (row * stride) - rows.Before + (cell / size);
                    int x = (column * stride) - columns.Before + (cell % size);
                    largest = y >= 0 && y < height && x >= 0 && x < width ? Math.Max(largest, cells[(y * width) + x]) : largest;
                }

                yield return largest;
            }
        }
    }
}
