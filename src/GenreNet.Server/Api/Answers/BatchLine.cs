using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;

namespace GenreNet.Server.Api;

/// <summary>Represents one line of the response to a batch.</summary>
/// <param name="Index">Index of the file in the batch, from 0; null if the batch itself failed.</param>
/// <param name="File">The client's name for the file.</param>
/// <param name="Answer">The result, or null.</param>
/// <param name="Problem">The reason why there is no result, or null.</param>
internal sealed record BatchLine(int? Index, string? File, PredictionResponse? Answer, ProblemDetails? Problem)
{
    private static readonly JsonSerializerOptions Options = ApiJson.Configured();

    /// <summary>
    /// Returns the line without its line break: index and name, then the fields of the result, or the problem as <c>error</c>.
    /// </summary>
    public byte[] ToJson()
    {
        JsonObject line = Answer is null
            ? new JsonObject { ["error"] = JsonSerializer.SerializeToNode(Problem, Options.GetTypeInfo(typeof(ProblemDetails))) }
            : JsonSerializer.SerializeToNode(Answer, ApiJson.Default.PredictionResponse)!.AsObject();
        if (File is not null)
        {
            line.Insert(0, "file", File);
        }

        if (Index is not null)
        {
            line.Insert(0, "index", Index);
        }

        return JsonSerializer.SerializeToUtf8Bytes(line, Options.GetTypeInfo(typeof(JsonObject)));
    }
}
