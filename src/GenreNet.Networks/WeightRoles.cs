namespace GenreNet.Networks;

/// <summary>Defines the roles of arrays in their layer.</summary>
public static class WeightRoles
{
    /// <summary>
    /// The kernel of a convolution <c>[out, in, height, width]</c> or a dense layer <c>[out, in]</c>, or the scale of a batch
    /// normalisation.
    /// </summary>
    public const string Weight = "weight";

    /// <summary>The value added per output.</summary>
    public const string Bias = "bias";

    /// <summary>The running mean, or the mean of a standardisation.</summary>
    public const string Mean = "mean";

    /// <summary>The running variance of a batch normalisation.</summary>
    public const string Variance = "variance";

    /// <summary>The standard deviation of a standardisation.</summary>
    public const string Deviation = "deviation";

    /// <summary>The weights of all gates for the input, <c>[3 x units, inputs]</c>: reset, update, new.</summary>
    public const string InputWeight = "weight_ih_l0";

    /// <summary>The weights of all gates for the state, <c>[3 x units, units]</c>.</summary>
    public const string StateWeight = "weight_hh_l0";

    /// <summary>The bias of the input.</summary>
    public const string InputBias = "bias_ih_l0";

    /// <summary>The bias of the state.</summary>
    public const string StateBias = "bias_hh_l0";

    /// <summary>The suffix of the roles of the direction that reads from the end.</summary>
    public const string Reverse = "_reverse";

    /// <summary>The prefix of the roles of the layer that computes queries, keys and values, concatenated in this order.</summary>
    public const string Projection = "projection.";

    /// <summary>The prefix of the roles of the layer after attention.</summary>
    public const string Output = "output.";

    /// <summary>The root of each tree of a <see cref="TreeEnsemble"/>, <c>[1, trees]</c>: an index of nodes.</summary>
    public const string Root = "root";

    /// <summary>The column that each node of a <see cref="TreeEnsemble"/> compares, <c>[1, nodes]</c>.</summary>
    public const string SplitFeature = "feature";

    /// <summary>The bound that each node of a <see cref="TreeEnsemble"/> compares with, <c>[1, nodes]</c>.</summary>
    public const string Threshold = "threshold";

    /// <summary>
    /// The first of the two children of each node of a <see cref="TreeEnsemble"/>, <c>[1, nodes]</c>: an index of nodes. The values of its
    /// leaves are <see cref="Weight"/>, <c>[1, nodes]</c>.
    /// </summary>
    public const string Child = "child";

    /// <summary>Returns whether arrays of a role are fitted, and not measured or mere indices.</summary>
    public static bool IsTrained(string role) => role is not (Mean or Variance or Deviation or Root or SplitFeature or Child);
}
