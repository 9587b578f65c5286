using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;

namespace GenreNet.Server.Api;

/// <summary>One line of the answer for a batch.</summary>
/// <param name="Index">Place of the file in the batch, from 0; null where the batch itself broke off.</param>
/// <param name="File">What the client calls it.</param>
/// <param name="Answer">The answer, or null.</param>
/// <param name="Problem">Why there is none, or null.</param>
internal sealed record BatchLine(int? Index, string? File, PredictionResponse? Answer, ProblemDetails? Problem)
{
    private static readonly JsonSerializerOptions Options = ApiJson.Configured();

    /// <summary>The line without its end: index and name, then the fields of the answer, or the problem as <c>error</c>.</summary>
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
