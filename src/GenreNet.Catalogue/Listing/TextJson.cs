using System.Text.Json.Serialization;

namespace GenreNet.Catalogue;

/// <summary>Source-generated JSON serialization of names.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TextJson : JsonSerializerContext;
