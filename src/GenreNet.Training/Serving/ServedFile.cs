using System.Text.Json.Nodes;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Serving;

/// <summary>What came of one file that was sent to a service.</summary>
/// <param name="Path">The file, as it was given.</param>
/// <param name="ActualGenre">What it is; null where nobody knows.</param>
/// <param name="Answer">The answer; null where there is none.</param>
/// <param name="Error">Why there is none, in a sentence; null where there is one.</param>
internal sealed record ServedFile(string Path, string? ActualGenre, ServiceAnswer? Answer, string? Error)
{
    /// <summary>Whether the model of the service knows the actual genre, as far as the service reports its genres.</summary>
    public bool IsActualGenreKnown { get; init; } = true;

    /// <summary>Whether the answer is right; null where the actual genre is not given, or the model does not know it.</summary>
    public bool? IsHit => Answer is null || ActualGenre is null || !IsActualGenreKnown
        ? null
        : GenreName.Key(Answer.Genre) == GenreName.Key(ActualGenre);

    /// <summary>One line of JSON: the file, then what the service answered, or the error.</summary>
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
