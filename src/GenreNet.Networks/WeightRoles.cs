namespace GenreNet.Networks;

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

    /// <summary>Weights of all gates for what goes in, <c>[3 x units, inputs]</c>: reset, update, new.</summary>
    public const string InputWeight = "weight_ih_l0";

    /// <summary>Weights of all gates for the state, <c>[3 x units, units]</c>.</summary>
    public const string StateWeight = "weight_hh_l0";

    /// <summary>Added to what goes in.</summary>
    public const string InputBias = "bias_ih_l0";

    /// <summary>Added to what comes from the state.</summary>
    public const string StateBias = "bias_hh_l0";

    /// <summary>Behind the roles of the direction that reads from the end.</summary>
    public const string Reverse = "_reverse";

    /// <summary>Before the roles of the layer that makes queries, keys and values, one after the other.</summary>
    public const string Projection = "projection.";

    /// <summary>Before the roles of the layer behind attention.</summary>
    public const string Output = "output.";

    /// <summary>True for what the optimizer changes.</summary>
    public static bool IsTrained(string role) => role is not (Mean or Variance or Deviation);
}
