using GenreNet.Training.Networks;
using GenreNet.Training.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Tests.Torch.Layers;

public class SameMaxPoolModuleTests
{
    [Fact]
    public void Of_any_size_it_is_what_padding_by_hand_gives()
    {
        for (int size = 1; size <= 4; size++)
        {
            for (int stride = 1; stride <= 4; stride++)
            {
                for (int length = 1; length <= 14; length++)
                {
                    using DisposeScope scope = NewDisposeScope();

                    // All below zero, so that padding by zeros would show.
                    Tensor input = arange(length * 13, dtype: ScalarType.Float32).mul(0.7f).sin().sub(2f).reshape(1, 1, length, 13);
                    var shape = new TensorShape(1, length, 13);
                    Tensor pooled = new SameMaxPoolModule(new MaxPool2d(size, stride), shape).forward(input);
                    Assert.Equal(ByHand(input.data<float>().ToArray(), length, 13, size, stride), pooled.contiguous().data<float>().ToArray());
                }
            }
        }
    }

    // Keras: ceil(length / stride) windows, the odd extra cell at the end.
    private static float[] ByHand(float[] input, int rows, int columns, int size, int stride)
    {
        List<float> maxima = [];
        for (int row = -Before(rows, size, stride); maxima.Count < Windows(rows, stride) * Windows(columns, stride); row += stride)
        {
            int column = -Before(columns, size, stride);
            for (int window = 0; window < Windows(columns, stride); window++, column += stride)
            {
                float most = float.NegativeInfinity;
                for (int r = Math.Max(0, row); r < Math.Min(rows, row + size); r++)
                {
                    for (int c = Math.Max(0, column); c < Math.Min(columns, column + size); c++)
                    {
                        most = Math.Max(most, input[(r * columns) + c]);
                    }
                }

                maxima.Add(most);
            }
        }

        return [.. maxima];
    }

    private static int Windows(int length, int stride) => (length + stride - 1) / stride;

    private static int Before(int length, int size, int stride) => Math.Max(0, ((Windows(length, stride) - 1) * stride) + size - length) / 2;
}
