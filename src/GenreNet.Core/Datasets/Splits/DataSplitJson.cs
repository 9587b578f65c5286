using System.Text.Json.Serialization;

namespace GenreNet.Core.Datasets;

/// <summary>Source-generated JSON serialization of splits.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DataSplit))]
internal sealed partial class DataSplitJson : JsonSerializerContext;
