using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenreNet.Core.Numerics;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Describes the cells of images that a convolution computes: all of them, or those of each step-th row and column.</summary>
/// <param name="Image">Height, width and channels of an image; channels are last in memory.</param>
/// <param name="Step">The distance between cells.</param>
/// <param name="Row">The first row.</param>
/// <param name="Column">The first column.</param>
internal readonly record struct ResultGrid((int Height, int Width, int Channels) Image, int Step = 1, int Row = 0, int Column = 0)
{
    /// <summary>Returns the index of the first value of a cell.</summary>
    /// <param name="place">The image, and the place in the grid of patches.</param>
    public long At((int Sample, int Y, int X) place) =>
        ((((long)place.Sample * Image.Height) + (place.Y * Step) + Row) * Image.Width + (place.X * Step) + Column) * Image.Channels;
}

/// <summary>Computes convolutions and their gradients, on all threads.</summary>
internal static unsafe class ConvolutionPasses
{
    // Two tiles: their patches and a panel of filters fit into the second cache.
    private const int PatchesPerPiece = 2 * PatchProducts.TilePatches;

    // The patches that are copied for one step of the gradient of the filters: one tile of them fits into the first cache, all into the second.
    private const int PatchesPerStep = 96;
    private const int ValuesPerStep = 65536;

    /// <summary>Multiplies patches with filters.</summary>
    /// <param name="patches">The patches.</param>
    /// <param name="images">The images that contain the patches.</param>
    /// <param name="panels">The filters; see <see cref="KernelPanels"/>.</param>
    /// <param name="bias">The summand per filter; null for none.</param>
    /// <param name="cells">The cells that receive the results, one per patch.</param>
    /// <param name="results">The images of the cells.</param>
    public static void Multiply(PatchGrid patches, float* images, VectorMemory panels, float* bias, ResultGrid cells, float* results)
    {
        (int count, int length, int filters) = (patches.Count, patches.Length, cells.Image.Channels);
        int pieces = (count + PatchesPerPiece - 1) / PatchesPerPiece;
        TorchThreads.ForEach(pieces, (long)count * length, piece =>
        {
            int first = piece * PatchesPerPiece;
            int used = Math.Min(PatchesPerPiece, count - first);
            VectorMemory copied = VectorMemory.OfThread(PatchesPerPiece * PatchProducts.Stride);
            patches.Copy(images, first, used, copied.Values, PatchProducts.Stride);
            Multiply(patches, first, used, copied.Values, panels.Values, bias, cells, results);
        });
    }

    /// <summary>Computes the gradient of the images.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="gradient">The gradient of the results.</param>
    /// <param name="kernel">The filters.</param>
    /// <param name="ofImages">Receives the gradient of the images.</param>
    public static void Transpose(ConvolutionShape shape, float* gradient, float* kernel, float* ofImages)
    {
        (int stride, (int height, int width, int channels)) = (shape.Stride, shape.Image);
        if (Math.Min(shape.Kernel.Height, shape.Kernel.Width) < stride)
        {
            // No filter covers some of the cells.
            long size = (long)shape.Batch * height * width * channels;
            new Span<float>(ofImages, (int)size).Clear();
        }

        for (int row = 0; row < Math.Min(stride, height); row++)
        {
            for (int column = 0; column < Math.Min(stride, width); column++)
            {
                (PatchGrid patches, int[] cells) = shape.GradientPatches(row, column);
                if (cells.Length > 0)
                {
                    using VectorMemory panels = KernelPanels.OfChannels(kernel, shape.Filters, shape.Kernel.Height * shape.Kernel.Width, channels, cells);
                    Multiply(patches, gradient, panels, null, new ResultGrid(shape.Image, stride, row, column), ofImages);
                }
            }
        }
    }

    /// <summary>Computes the gradients of filters and biases.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="images">The images.</param>
    /// <param name="gradient">The gradient of the results.</param>
    /// <param name="ofKernel">Receives the gradient of the filters.</param>
    /// <param name="ofBias">Receives the gradient of the biases.</param>
    public static void Accumulate(ConvolutionShape shape, float* images, float* gradient, float* ofKernel, float* ofBias)
    {
        PatchGrid patches = shape.Patches;
        int shares = (int)Math.Clamp((long)patches.Count * patches.Length / TorchThreads.LeastValues, 1, get_num_threads());
        int stride = (shape.Length + PatchProducts.TileWidth - 1) / PatchProducts.TileWidth * PatchProducts.TileWidth;
        int size = shape.Filters * (stride + 1);
        using var sums = new VectorMemory(shares * size);
        TorchThreads.ForEach(shares, (long)patches.Count * patches.Length, share =>
        {
            (int first, int end) = ((int)((long)patches.Count * share / shares), (int)((long)patches.Count * (share + 1) / shares));
            float* kernelSums = sums.Values + (share * size);
            new Span<float>(kernelSums, size).Clear();
            Accumulate(shape, images, gradient, first, end, kernelSums, stride);
        });
        Add(sums.Values, shares, size, shape, stride, ofKernel, ofBias);
    }

    [SkipLocalsInit]
    private static void Multiply(PatchGrid patches, int first, int count, float* copied, float* panels, float* bias, ResultGrid cells, float* results)
    {
        (int length, int filters) = (patches.Length, cells.Image.Channels);
        float* tile = stackalloc float[PatchProducts.TilePatches * PatchProducts.TileWidth];
        long* targets = stackalloc long[PatchesPerPiece];
        (int Sample, int Y, int X) place = patches.PlaceOf(first);
        for (int i = 0; i < count; i++, place = patches.Next(place))
        {
            targets[i] = cells.At(place);
        }

        for (int filter = 0; filter < filters; filter += PatchProducts.TileWidth, panels += (long)length * PatchProducts.TileWidth)
        {
            int width = Math.Min(PatchProducts.TileWidth, filters - filter);
            for (int start = 0; start < count; start += PatchProducts.TilePatches)
            {
                PatchProducts.Multiply(copied + (start * PatchProducts.Stride), length, panels, tile);
                for (int i = start, end = Math.Min(count, start + PatchProducts.TilePatches); i < end; i++)
                {
                    Write(tile + ((i - start) * PatchProducts.TileWidth), bias is null ? null : bias + filter, width, results + targets[i] + filter);
                }
            }
        }
    }

    private static void Accumulate(ConvolutionShape shape, float* images, float* gradient, int first, int end, float* sums, int stride)
    {
        (PatchGrid patches, int filters) = (shape.Patches, shape.Filters);
        int step = Math.Min(PatchesPerStep, ValuesPerStep / stride);
        VectorMemory copied = VectorMemory.OfThread(step * stride);
        new Span<float>(copied.Values, step * stride).Clear();
        for (int start = first; start < end; start += step)
        {
            int count = Math.Min(step, end - start);
            patches.Copy(images, start, count, copied.Values, stride);
            float* ofResults = gradient + ((long)start * filters);
            for (int value = 0; value < stride; value += PatchProducts.TileWidth)
            {
                for (int filter = 0; filter < filters; filter += PatchProducts.TileFilters)
                {
                    PatchProducts.Accumulate(copied.Values + value, stride, ofResults + filter, filters, count, sums + ((long)filter * stride) + value, stride);
                }
            }

            AddRows(ofResults, count, filters, sums + ((long)filters * stride));
        }
    }

    // The sums of the shares, in their order.
    private static void Add(float* sums, int shares, int size, ConvolutionShape shape, int stride, float* ofKernel, float* ofBias)
    {
        for (int share = 0; share < shares; share++)
        {
            float* ofShare = sums + ((long)share * size);
            for (int filter = 0; filter <= shape.Filters; filter++)
            {
                bool isBias = filter == shape.Filters;
                var from = new ReadOnlySpan<float>(ofShare + ((long)filter * stride), isBias ? shape.Filters : shape.Length);
                var to = new Span<float>(isBias ? ofBias : ofKernel + ((long)filter * shape.Length), from.Length);
                if (share == 0)
                {
                    from.CopyTo(to);
                }
                else
                {
                    System.Numerics.Tensors.TensorPrimitives.Add(to, from, to);
                }
            }
        }
    }

    [MethodImpl(HotLoop.Options)]
    private static void AddRows(float* rows, int count, int channels, float* sums)
    {
        for (int channel = 0; channel < channels; channel += Vector256<float>.Count)
        {
            Vector256<float> sum = Vector256.Load(sums + channel);
            for (int row = 0; row < count; row++)
            {
                sum += Vector256.Load(rows + ((long)row * channels) + channel);
            }

            sum.Store(sums + channel);
        }
    }

    private static void Write(float* products, float* bias, int width, float* to)
    {
        int i = 0;
        for (; i <= width - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256<float> value = Vector256.Load(products + i);
            (bias is null ? value : value + Vector256.Load(bias + i)).Store(to + i);
        }

        for (; i < width; i++)
        {
            to[i] = bias is null ? products[i] : products[i] + bias[i];
        }
    }
}
