namespace GenreNet.Training.Fitting;

/// <summary>The settings of <see cref="Adam"/>; the defaults are those of the paper.</summary>
internal sealed record AdamOptions
{
    /// <summary>Step size, the paper's alpha, above zero.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay of the running mean of the gradient, the paper's beta 1, from 0 to below 1.</summary>
    public double FirstDecay { get; init; } = 0.9;

    /// <summary>Decay of the running mean of the squared gradient, the paper's beta 2, from 0 to below 1.</summary>
    public double SecondDecay { get; init; } = 0.999;

    /// <summary>What keeps the denominator from zero, zero or more.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(FirstDecay);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(FirstDecay, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(SecondDecay);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(SecondDecay, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Epsilon);
    }
}
