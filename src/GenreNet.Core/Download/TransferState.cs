using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenreNet.Core.Download;

/// <summary>The JSON beside a partial file: which version of the server's file the bytes belong to.</summary>
/// <param name="Length">Bytes of the whole, or null where the server did not say.</param>
/// <param name="ETag">The strong entity tag with its quotes, or null; a weak one does not promise equal bytes.</param>
/// <param name="LastModified">When the server's file was changed, or null.</param>
internal sealed record TransferState(long? Length, string? ETag, DateTimeOffset? LastModified)
{
    /// <summary>What a server said of its file.</summary>
    public static TransferState Of(HttpResponseMessage response)
    {
        HttpContentHeaders content = response.Content.Headers;
        EntityTagHeaderValue? tag = response.Headers.ETag;
        // The length of a part says nothing about the whole.
        long? length = content.ContentRange is { } range ? range.Length : content.ContentLength;
        return new TransferState(length, tag is { IsWeak: false } ? tag.Tag : null, content.LastModified);
    }

    /// <summary>What to ask with, so that the server sends the rest of this very version only; null where nothing would prove it.</summary>
    public RangeConditionHeaderValue? Condition() => this switch
    {
        { ETag: { } tag } => new RangeConditionHeaderValue(new EntityTagHeaderValue(tag)),
        { LastModified: { } time, Length: not null } => new RangeConditionHeaderValue(time),
        _ => null,
    };

    /// <summary>Whether a partial answer is of the same version: nothing that both name may differ.</summary>
    public bool IsSameVersion(TransferState other) =>
        Agree(Length, other.Length) && Agree(ETag, other.ETag) && Agree(LastModified, other.LastModified);

    public string ToJson() => JsonSerializer.Serialize(this, TransferStateJson.Default.TransferState);

    /// <returns>The state, or null where the text is none: then the bytes beside it are worthless.</returns>
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

/// <summary>JSON of a state, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TransferState))]
internal sealed partial class TransferStateJson : JsonSerializerContext;
