using System.Text.Json;
using GenreNet.Core;
using GenreNet.Core.IO;

namespace GenreNet.Networks;

/// <summary>
/// Reads and writes user-defined networks as JSON: a name, and a list of <see cref="LayerSpec"/> with their properties in snake_case.
/// </summary>
/// <remarks>
/// <code>
/// {
///   "name": "mine",
///   "layers": [
///     { "layer": "standardize" }, { "layer": "add_channel" },
///     { "layer": "conv2d", "filters": 16, "kernel_size": 3, "padding": 1 }, { "layer": "relu" },
///     { "layer": "global_average_pool" }, { "layer": "genres" }
///   ]
/// }
/// </code>
/// Comments and trailing commas are allowed. Thread-safe.
/// </remarks>
/// <seealso cref="GenreNetworks"/>
public static class NetworkFile
{
    // Larger files are not network files.
    private const long LargestFile = 1 << 20;

    // Four gigabytes, including the moments of Adam.
    private const long MostParameters = 250_000_000;

    /// <summary>Returns whether a user's network argument is the path of a file, and not a name in the catalogue.</summary>
    public static bool IsPath(string network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads a network, and checks that its layers are compatible with each other, the features and the genres.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="genreCount">Number of genres.</param>
    /// <param name="input">Shape of a segment: <c>[frames, coefficients]</c>.</param>
    /// <exception cref="GenreNetException">The file cannot be read, or the layers are not compatible; the message names file, line and
    /// reason.</exception>
    public static NetworkSpec Load(string path, int genreCount, TensorShape input)
    {
        byte[] json = Read(path);
        NetworkSpec found = Parse(path, json);
        if (found.Layers.SkipWhile(layer => layer is LevelInvariant or Logarithm).ToArray() is not [Standardize, .., Genres])
        {
            throw new GenreNetException(
                $"{path}: a network must begin with the layer 'standardize' (only 'level_invariant' and 'logarithm' may precede it) and end with the layer 'genres': add them.");
        }

        var network = new NetworkSpec(found.Name, [.. found.Layers.SkipLast(1), new Dense(genreCount)]);
        try
        {
            if (NetworkCost.Of(network, input).Parameters is var count && count is < 0 or > MostParameters)
            {
                throw new GenreNetException($"{path}: the network has more than {MostParameters:N0} parameters: make its layers smaller.");
            }

            TensorShape output = ShapeInference.Infer(network, input)[^1];
            return output.Axes.Count == 1
                ? network
                : throw new NetworkException(network.Name, LayerPath.Of(network.Layers.Count - 1), $"the layer 'genres' takes a vector, but its input is a sequence (the output would be {output}); pool or flatten it first");
        }
        catch (NetworkException problem)
        {
            int line = LayerLines.Of(json).GetValueOrDefault(problem.Layer, 1);
            throw new GenreNetException($"{path}, line {line}: {problem.Reason} (features are {input[0]} frames of {input[1]} values).", problem);
        }
    }

    /// <summary>Returns a network as the text of such a file.</summary>
    /// <param name="network">A network that ends with a dense layer of one unit per genre.</param>
    public static string ToJson(NetworkSpec network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return JsonSerializer.Serialize(network with { Layers = [.. network.Layers.SkipLast(1), new Genres()] }, NetworkJson.Default.NetworkSpec);
    }

    private static byte[] Read(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length <= LargestFile ? InputFile.ReadAllBytes(path) : throw new GenreNetException($"{path} is not a network file ({length} bytes, more than the limit of {LargestFile}): specify a .json file of layers.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"The network {path} cannot be read ({problem.Message.TrimEnd('.')}): specify a .json file of layers, or one of {string.Join(", ", GenreNetworks.Names)}.", problem);
        }
    }

    private static NetworkSpec Parse(string path, byte[] json)
    {
        try
        {
            NetworkSpec? network = JsonSerializer.Deserialize(json, NetworkJson.Default.NetworkSpec);
            return network is { Name.Length: > 0 } && network.Layers.All(layer => layer is not null)
                ? network
                : throw new JsonException("a network must have a name and a list of layers");
        }
        catch (JsonException problem)
        {
            // The parser appends the position to its message.
            string reason = problem.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.', ' ', '|');
            throw new GenreNetException($"{path}, line {(problem.LineNumber ?? 0) + 1}: {LayerNames.Reword(reason)}.", problem);
        }
        catch (NotSupportedException problem)
        {
            throw new GenreNetException($"{path}: a layer has no name; write each layer as an object with \"layer\": \"NAME\".", problem);
        }
    }
}
