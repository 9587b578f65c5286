using System.Text.Json.Nodes;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Serving;

/// <summary>Represents the result for a file that was sent to a service.</summary>
/// <param name="Path">The file, as given by the user.</param>
/// <param name="ActualGenre">The actual genre; null if unknown.</param>
/// <param name="Answer">The answer; null if there is none.</param>
/// <param name="Error">Why there is no answer, in one sentence; null if there is one.</param>
internal sealed record ServedFile(string Path, string? ActualGenre, ServiceAnswer? Answer, string? Error)
{
    /// <summary>Whether the model of the service has the actual genre, as far as the service reports its genres.</summary>
    public bool IsActualGenreKnown { get; init; } = true;

    /// <summary>Whether the answer is correct; null if the actual genre is not given, or the model does not have it.</summary>
    public bool? IsHit => Answer is null || ActualGenre is null || !IsActualGenreKnown
        ? null
        : GenreName.Key(Answer.Genre) == GenreName.Key(ActualGenre);

    /// <summary>Returns one line of JSON: the file, followed by the service's answer or the error.</summary>
    public string ToJson()
    {
        var line = new JsonObject { ["file"] = Path };
        if (ActualGenre is not null)
        {
            line["actual_genre"] = ActualGenre;
        }

        foreach ((string key, JsonNode? value) in Answer?.Json ?? [])
        {
            line.TryAdd(key, value?.DeepClone());
        }

        line.Remove("correct");
        if (IsHit is bool hit)
        {
            line["correct"] = hit;
        }

        if (Error is not null)
        {
            line["error"] = Error;
        }

        return line.ToJsonString();
    }
}
