using System.Text.Json.Serialization;

namespace GenreNet.Core.Datasets;

/// <summary>JSON of a split, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DataSplit))]
internal sealed partial class DataSplitJson : JsonSerializerContext;
