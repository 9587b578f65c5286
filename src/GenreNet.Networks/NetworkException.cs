using GenreNet.Core;

namespace GenreNet.Networks;

/// <summary>A network whose layers do not fit each other.</summary>
public sealed class NetworkException : GenreNetException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="layer">Which layer: <see cref="LayerPath"/>.</param>
    /// <param name="reason">What it cannot do.</param>
    /// <param name="network">The network's name.</param>
    public NetworkException(string network, string layer, string reason)
        : base($"network '{network}', {layer}: {reason}.")
    {
        Layer = layer;
        Reason = reason;
    }

    /// <summary>Which layer: <see cref="LayerPath"/>.</summary>
    public string Layer { get; }

    /// <summary>What it cannot do.</summary>
    public string Reason { get; }
}
