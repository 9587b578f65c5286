using System.Text.Json.Serialization;
using GenreNet.Server.Api;

namespace GenreNet.Browser;

/// <summary>Represents the inputs and outputs of a network by name; the first dimension is the batch, and null is any size.</summary>
internal sealed record NetworkShapes(Dictionary<string, int?[]> Inputs, Dictionary<string, int?[]> Outputs)
{
    /// <summary>Returns the number of values per segment of an output <c>[batch, numbers]</c>; 0 if there is no such output.</summary>
    public int WidthOf(string output) => Outputs.TryGetValue(output, out int?[]? shape) && shape is [_, > 0 and int width] ? width : 0;
}

/// <summary>Provides the JSON serialisation, generated at build time, with the names of the HTTP service.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PredictionResponse))]
[JsonSerializable(typeof(ClipRequest))]
[JsonSerializable(typeof(NetworkShapes))]
internal sealed partial class BrowserJson : JsonSerializerContext;
