namespace GenreNet.Training.Fitting;

/// <summary>The settings of an optimizer, without its learning rate, which a schedule may change at each step.</summary>
public sealed record OptimizerOptions
{
    /// <summary>Which one. Default Adam.</summary>
    public OptimizerKind Kind { get; init; } = OptimizerKind.Adam;

    /// <summary>
    /// Decay of kernels and other tensors of two axes and more, zero or more: with AdamW what a step takes away from them as a share of the learning
    /// rate, with the others added to the gradient. Biases and scales are left alone. Default 0.
    /// </summary>
    public double WeightDecay { get; init; }

    /// <summary>Share of the last step in the next, from 0 to below 1; SGD alone. Default 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether SGD looks ahead by its momentum (Nesterov). Default true; without momentum there is nothing to look ahead by.</summary>
    public bool Nesterov { get; init; } = true;

    /// <summary>Decay of the running mean of the gradient, Adam's beta 1, from 0 to below 1.</summary>
    public double FirstDecay { get; init; } = 0.9;

    /// <summary>Decay of the running mean of the squared gradient, Adam's beta 2, from 0 to below 1.</summary>
    public double SecondDecay { get; init; } = 0.999;

    /// <summary>What keeps Adam's denominator from zero, zero or more.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Kind))
        {
            throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "There is no such optimizer.");
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
