namespace GenreNet.Training.Networks;

/// <summary>What an array is to its layer.</summary>
public static class WeightRoles
{
    /// <summary>Kernel of a convolution <c>[out, in, height, width]</c>, of a dense layer <c>[out, in]</c>, or scale of a batch normalisation.</summary>
    public const string Weight = "weight";

    /// <summary>Added per output.</summary>
    public const string Bias = "bias";

    /// <summary>Running mean, or the mean of a standardisation.</summary>
    public const string Mean = "mean";

    /// <summary>Running variance of a batch normalisation.</summary>
    public const string Variance = "variance";

    /// <summary>Standard deviation of a standardisation.</summary>
    public const string Deviation = "deviation";

    /// <summary>True for what the optimizer changes.</summary>
    public static bool IsTrained(string role) => role is Weight or Bias;
}
