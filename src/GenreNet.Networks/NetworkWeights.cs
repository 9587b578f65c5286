using System.Globalization;

namespace GenreNet.Networks;

/// <summary>Represents one array of a layer.</summary>
/// <remarks>Immutable, as long as <paramref name="Values"/> are not modified.</remarks>
/// <param name="Shape">The axes of the array.</param>
/// <param name="Values">The values in row-major order.</param>
public sealed record WeightArray(IReadOnlyList<long> Shape, float[] Values);

/// <summary>Represents all arrays of a fitted network by layer and role: the neutral form between torch and ONNX.</summary>
/// <remarks>Not thread-safe while arrays are added. Several threads can read it at the same time.</remarks>
/// <seealso cref="NetworkSpec"/>
/// <seealso cref="OnnxExporter"/>
public sealed class NetworkWeights
{
    private readonly Dictionary<(string Layer, string Role), WeightArray> _arrays = [];

    /// <summary>Gets or sets an array of a layer.</summary>
    /// <param name="layer">Path of the layer: <see cref="LayerPath"/>.</param>
    /// <param name="role">One of <see cref="WeightRoles"/>.</param>
    /// <exception cref="KeyNotFoundException">The layer has no such array.</exception>
    public WeightArray this[string layer, string role]
    {
        get => _arrays[(layer, role)];
        set => _arrays[(layer, role)] = value;
    }

    /// <summary>Gets the layers and roles of all arrays.</summary>
    public IReadOnlyList<(string Layer, string Role)> Names => [.. _arrays.Keys];

    /// <summary>Adds all arrays of another network whose layers are part of this one.</summary>
    /// <param name="other">The arrays.</param>
    /// <param name="list">Path of the list that contains the layers (<see cref="LayerPath"/>); empty for the network itself.</param>
    /// <param name="offset">Index in the list at which the layers begin, from 0.</param>
    public void Add(NetworkWeights other, string list = "", int offset = 0)
    {
        ArgumentNullException.ThrowIfNull(other);
        string first = LayerPath.Of(string.Empty, 0)[..^1];
        foreach (((string layer, string role), WeightArray array) in other._arrays)
        {
            int dot = layer.IndexOf('.', StringComparison.Ordinal);
            int end = dot < 0 ? layer.Length : dot;
            int index = int.Parse(layer.AsSpan(first.Length, end - first.Length), CultureInfo.InvariantCulture) - 1;
            this[LayerPath.Of(list, index + offset) + layer[end..], role] = array;
        }
    }

    /// <summary>Gets the number of trained parameters (means, variances and the standardisation are not trained).</summary>
    public long ParameterCount => _arrays.Where(a => WeightRoles.IsTrained(a.Key.Role)).Sum(a => a.Value.Values.LongLength);
}
