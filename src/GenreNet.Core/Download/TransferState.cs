using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenreNet.Core.Download;

/// <summary>
/// Represents the JSON stored next to a partial file, which identifies the version of the server's file that the bytes belong to.
/// </summary>
/// <param name="Length">Length of the complete file in bytes, or null if the server did not announce it.</param>
/// <param name="ETag">The strong entity tag with its quotes, or null; a weak one does not guarantee identical bytes.</param>
/// <param name="LastModified">Time of the last change to the server's file, or null.</param>
internal sealed record TransferState(long? Length, string? ETag, DateTimeOffset? LastModified)
{
    /// <summary>Creates the state from the headers of a response.</summary>
    public static TransferState Of(HttpResponseMessage response)
    {
        HttpContentHeaders content = response.Content.Headers;
        EntityTagHeaderValue? tag = response.Headers.ETag;
        // The length of a part does not give the length of the complete file.
        long? length = content.ContentRange is { } range ? range.Length : content.ContentLength;
        return new TransferState(length, tag is { IsWeak: false } ? tag.Tag : null, content.LastModified);
    }

    /// <summary>
    /// Returns the condition that makes the server send the rest of exactly this version; null if no header could prove it.
    /// </summary>
    public RangeConditionHeaderValue? Condition() => this switch
    {
        { ETag: { } tag } => new RangeConditionHeaderValue(new EntityTagHeaderValue(tag)),
        { LastModified: { } time, Length: not null } => new RangeConditionHeaderValue(time),
        _ => null,
    };

    /// <summary>Returns whether a partial response belongs to the same version: no value that both specify may differ.</summary>
    public bool IsSameVersion(TransferState other) =>
        Agree(Length, other.Length) && Agree(ETag, other.ETag) && Agree(LastModified, other.LastModified);

    public string ToJson() => JsonSerializer.Serialize(this, TransferStateJson.Default.TransferState);

    /// <returns>The state, or null if the text is not valid; the bytes next to it are then worthless.</returns>
    public static TransferState? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TransferStateJson.Default.TransferState);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Agree<T>(T? one, T? other) => one is null || other is null || one.Equals(other);
}

/// <summary>Source-generated JSON serialization of states.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TransferState))]
internal sealed partial class TransferStateJson : JsonSerializerContext;
