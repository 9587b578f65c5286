using GenreNet.Core;
using GenreNet.Core.Features;

namespace GenreNet.Networks;

/// <summary>A network by what a user calls it: a name of the catalogue, or a file.</summary>
public static class NetworkSource
{
    /// <summary>Opens a network, and makes sure that it is for such features.</summary>
    /// <param name="network">One of <see cref="GenreNetworks.Names"/>, or the path of a <see cref="NetworkFile"/>.</param>
    /// <param name="genreCount">Genres.</param>
    /// <param name="features">The features that it is given.</param>
    /// <exception cref="GenreNetException">There is no such network, or it is not for such features.</exception>
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
