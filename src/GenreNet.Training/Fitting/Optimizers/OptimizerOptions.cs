namespace GenreNet.Training.Fitting;

/// <summary>Represents the settings of an optimizer, except the learning rate, which a schedule may change at each step.</summary>
public sealed record OptimizerOptions
{
    /// <summary>The algorithm. Default Adam.</summary>
    public OptimizerKind Kind { get; init; } = OptimizerKind.Adam;

    /// <summary>
    /// Weight decay of kernels and other tensors with two or more axes, zero or more. AdamW multiplies it by the learning rate and
    /// subtracts that share of the weights in each step; the others add it to the gradient. It does not apply to biases and scales. Default
    /// 0.
    /// </summary>
    public double WeightDecay { get; init; }

    /// <summary>Momentum of SGD, from 0 to below 1: the share of the previous step in the next. Default 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether SGD uses Nesterov momentum. Default true; has no effect without momentum.</summary>
    public bool Nesterov { get; init; } = true;

    /// <summary>Adam's beta 1, the decay of the running mean of the gradient, from 0 to below 1. Default 0.9.</summary>
    public double FirstDecay { get; init; } = 0.9;

    /// <summary>Adam's beta 2, the decay of the running mean of the squared gradient, from 0 to below 1. Default 0.999.</summary>
    public double SecondDecay { get; init; } = 0.999;

    /// <summary>Added to Adam's denominator to avoid division by zero; zero or more. Default 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Validates the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Kind))
        {
            throw new ArgumentOutOfRangeException(nameof(Kind), Kind, $"The optimizer must be one of {string.Join(", ", Enum.GetNames<OptimizerKind>())}.");
        }

        RequireFinite(WeightDecay, nameof(WeightDecay));
        RequireShare(Momentum, nameof(Momentum));
        RequireShare(FirstDecay, nameof(FirstDecay));
        RequireShare(SecondDecay, nameof(SecondDecay));
        RequireFinite(Epsilon, nameof(Epsilon));
    }

    private static void RequireShare(double value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1, name);
    }

    private static void RequireFinite(double value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        ArgumentOutOfRangeException.ThrowIfEqual(value, double.PositiveInfinity, name);
    }
}
