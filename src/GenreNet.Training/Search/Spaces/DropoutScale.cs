using GenreNet.Networks;

namespace GenreNet.Training.Search;

/// <summary>Scales the dropout of a network.</summary>
internal static class DropoutScale
{
    private const double MostRate = 0.9;

    /// <summary>Multiplies the rate of every dropout layer, including those inside blocks, limited to 0.9.</summary>
    /// <param name="network">The network.</param>
    /// <param name="factor">The factor, zero or more; 1 changes nothing.</param>
    public static NetworkSpec Apply(NetworkSpec network, double factor) => network with { Layers = Scale(network.Layers, factor) };

    /// <summary>Returns whether a network contains dropout.</summary>
    public static bool Matters(NetworkSpec network) => HasDropout(network.Layers);

    private static LayerSpec[] Scale(IReadOnlyList<LayerSpec> layers, double factor) => [.. layers.Select(layer => layer switch
    {
        // A rounded rate keeps the network file readable.
        Dropout dropout => new Dropout(Math.Min(MostRate, Math.Round(dropout.Rate * factor, 6))),
        Residual block => block with { Body = Scale(block.Body, factor), Shortcut = block.Shortcut is null ? null : Scale(block.Shortcut, factor) },
        Fork block => block with { Branches = [.. block.Branches.Select(branch => Scale(branch, factor))] },
        Gate block => block with { Body = Scale(block.Body, factor) },
        _ => layer,
    })];

    private static bool HasDropout(IReadOnlyList<LayerSpec> layers) =>
        layers.Any(layer => layer is Dropout { Rate: > 0 } || (layer is BlockSpec block && block.Lists.Any(list => HasDropout(list.Layers))));
}
