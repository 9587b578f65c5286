using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenreNet.Training.Live;

/// <summary>JSON serialization of the events of a live page. The result is one line, as server-sent events require.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LiveEvent))]
internal sealed partial class LiveJson : JsonSerializerContext;
