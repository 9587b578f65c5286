using GenreNet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Torch;

/// <summary>Creates the modules of layers without weights.</summary>
internal static class TorchFunctions
{
    // Kept alive; see TensorSum.
    private static readonly Scalar Epsilon = StatisticsPool.Epsilon.ToScalar();

    /// <summary>Creates the module of <see cref="LevelInvariant"/>.</summary>
    public static FunctionModule TakeLevelAway(LevelInvariant level) => new(nameof(LevelInvariant), input =>
    {
        if (level.Coefficients == 0)
        {
            return input - input.mean([1, 2], keepdim: true);
        }

        Tensor first = input.narrow(2, 0, level.Coefficients);
        return cat([first - first.mean([1, 2], keepdim: true), input.narrow(2, level.Coefficients, input.shape[2] - level.Coefficients)], 2);
    });

    /// <summary>Creates the module of <see cref="Logarithm"/>.</summary>
    /// <param name="logarithm">The layer.</param>
    /// <param name="columns">Total number of columns.</param>
    /// <param name="device">The device of the input.</param>
    public static FunctionModule TakeLogarithms(Logarithm logarithm, int columns, Device device)
    {
        // Detached, so that no open dispose scope frees them.
        Tensor chosen = tensor([.. Enumerable.Range(0, columns).Select(column => logarithm.IsOf(column))], device: device).DetachFromDisposeScope();
        Tensor floor = tensor((float)logarithm.Floor, device: device).DetachFromDisposeScope();
        return new FunctionModule(nameof(Logarithm), input => where(chosen, maximum(input, floor).log(), input));
    }

    /// <summary>Creates the module of <see cref="SelectColumns"/>.</summary>
    /// <param name="select">The layer.</param>
    /// <param name="device">The device of the input.</param>
    public static FunctionModule Select(SelectColumns select, Device device)
    {
        Tensor columns = tensor([.. select.Columns.Select(column => (long)column)], device: device).DetachFromDisposeScope();
        return new FunctionModule(nameof(SelectColumns), input => input.index_select(2, columns));
    }

    /// <summary>Creates the module of <see cref="View"/>.</summary>
    public static FunctionModule Cut(View view) => new(
        nameof(View),
        input => input.narrow(2, view.Offset, (long)view.Frames * view.Bands).reshape(input.shape[0], view.Frames, view.Bands));

    /// <summary>Adds a channel axis: <c>[batch, frames, bands]</c> to <c>[batch, 1, frames, bands]</c>, without a copy.</summary>
    /// <remarks>
    /// The strides are those of an image with channels last. Those of <c>unsqueeze(1)</c> are read as channels first: the output of the first
    /// convolution then has that layout, for which the maximum pooling of torch has no vector code.
    /// </remarks>
    public static Tensor WithChannel(Tensor input) => input.unsqueeze(3).permute(0, 3, 1, 2);

    /// <summary>Creates the module of <see cref="Scale"/>.</summary>
    public static FunctionModule Multiply(Scale scale)
    {
        // Kept alive; see TensorSum.
        Scalar factor = ((float)scale.Factor).ToScalar();
        return new FunctionModule(nameof(Scale), input => input.mul(factor));
    }

    /// <summary>Computes means and standard deviations over axes and concatenates them.</summary>
    public static Tensor MeanAndDeviation(Tensor input, long[] axes)
    {
        Tensor centred = input - input.mean(axes, keepdim: true);
        return cat([input.mean(axes), (centred * centred).mean(axes).add(Epsilon, TensorSum.One).sqrt()], 1);
    }
}
