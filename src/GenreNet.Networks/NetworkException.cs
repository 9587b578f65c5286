using GenreNet.Core;

namespace GenreNet.Networks;

/// <summary>The exception for a network whose layers are not compatible.</summary>
public sealed class NetworkException : GenreNetException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="layer">Path of the layer: <see cref="LayerPath"/>.</param>
    /// <param name="reason">Why the layer is not compatible.</param>
    /// <param name="network">Name of the network.</param>
    public NetworkException(string network, string layer, string reason)
        : base($"Network '{network}', {layer}: {reason}.")
    {
        Layer = layer;
        Reason = reason;
    }

    /// <summary>Gets the path of the layer: <see cref="LayerPath"/>.</summary>
    public string Layer { get; }

    /// <summary>Gets the reason why the layer is not compatible.</summary>
    public string Reason { get; }
}
