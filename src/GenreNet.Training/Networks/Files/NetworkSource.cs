using GenreNet.Core.Errors;

namespace GenreNet.Training.Networks.Files;

/// <summary>A network by what a user calls it: a name of the catalogue, or a file.</summary>
public static class NetworkSource
{
    /// <summary>Opens a network, and makes sure that it takes such segments.</summary>
    /// <param name="network">One of <see cref="GenreNetworks.Names"/>, or the path of a <see cref="NetworkFile"/>.</param>
    /// <param name="genreCount">Genres.</param>
    /// <param name="segment"><c>[frames, coefficients]</c>.</param>
    /// <exception cref="GenreNetException">There is no such network, or it does not take such segments.</exception>
    public static NetworkSpec Open(string network, int genreCount, TensorShape segment)
    {
        if (NetworkFile.IsPath(network))
        {
            return NetworkFile.Load(network, genreCount, segment);
        }

        GenreNetworks.RequireFits(network, segment);
        return GenreNetworks.Create(network, genreCount);
    }
}
