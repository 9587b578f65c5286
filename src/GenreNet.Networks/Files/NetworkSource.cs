using GenreNet.Core;
using GenreNet.Core.Features;

namespace GenreNet.Networks;

/// <summary>Opens a network by the user's name for it: a name in the catalogue, or a file.</summary>
/// <remarks>Thread-safe.</remarks>
/// <seealso cref="GenreNetworks"/>
/// <seealso cref="NetworkFile"/>
public static class NetworkSource
{
    /// <summary>Opens a network, and checks that it supports the given features.</summary>
    /// <param name="network">One of <see cref="GenreNetworks.Names"/>, or the path of a <see cref="NetworkFile"/>.</param>
    /// <param name="genreCount">Number of genres.</param>
    /// <param name="features">The input features of the network.</param>
    /// <exception cref="GenreNetException">The network does not exist, or does not support these features.</exception>
    public static NetworkSpec Open(string network, int genreCount, FeatureOptions features)
    {
        if (NetworkFile.IsPath(network))
        {
            return NetworkFile.Load(network, genreCount, TensorShape.Of(features));
        }

        GenreNetworks.RequireFits(network, features);
        return GenreNetworks.Create(network, genreCount, features);
    }
}
