using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Training.Tagging;

namespace GenreNet.Training.Cli;

/// <summary>Represents what was written into the tags of a file, in the form that is printed as JSON.</summary>
internal sealed record TagReport
{
    /// <summary>The file, as given by the user.</summary>
    public required string File { get; init; }

    /// <summary>The genres in the tags before.</summary>
    public required IReadOnlyList<string> PresentGenres { get; init; }

    /// <summary>The genres of the model, as they are written.</summary>
    public required IReadOnlyList<string> NewGenres { get; init; }

    /// <summary>The probability of the most probable genre; null if the file was not classified.</summary>
    public required double? Confidence { get; init; }

    /// <summary>One of unchanged, would write, written, too uncertain, has a genre, unsupported, error.</summary>
    public required string Action { get; init; }

    /// <summary>Why the file was not written; null if the action says everything.</summary>
    public required string? Reason { get; init; }

    public static TagReport From(TagResult result) => new()
    {
        File = result.File,
        PresentGenres = result.Present,
        NewGenres = result.Genres,
        Confidence = result.Confidence,
        Action = result.Action.Words(),
        Reason = result.Reason,
    };

    public string ToJson() => JsonSerializer.Serialize(this, TagJson.Default.TagReport);
}

/// <summary>JSON serialization of the results of tagging.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TagReport))]
internal sealed partial class TagJson : JsonSerializerContext;
