using GenreNet.Server.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace GenreNet.Server.Api;

/// <summary>Serves <c>/openapi.json</c>, and <c>/docs</c>, the page that displays it.</summary>
internal static class ApiDocument
{
    private const string Path = "/openapi.json";
    private const string ContentType = "application/json;charset=utf-8";
    private const string ProblemType = "application/problem+json";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddSingleton<ApiDocumentBytes>().AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "GenreNet", Version = "1", Description = "Classifies the genre of music. Errors are problem details (RFC 9457), whose detail states what to do." };
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(Describe);
    });

    public static void MapApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (ApiDocumentBytes document) => Results.Bytes(await document.GetAsync(), ContentType))
            .RequireRateLimiting(ClientLimits.PagePolicy)
            .ExcludeFromDescription();
        routes.MapScalarApiReference("/docs", options =>
        {
            options.Title = "GenreNet API";
            options.OpenApiRoutePattern = Path;
            options.DefaultFonts = false;
            // Disables everything that would contact other servers.
            options.DisableAgent().DisableMcp().DisableTelemetry().HideDeveloperTools();
        }).RequireRateLimiting(ClientLimits.PagePolicy).ExcludeFromDescription();
    }

    /// <summary>Declares the problem statuses that an endpoint can return.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (int status in statuses)
        {
            route.ProducesProblem(status, ProblemType);
        }

        return route;
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (operation.OperationId is not ("predict" or "predictBatch"))
        {
            return Task.CompletedTask;
        }

        operation.Parameters =
        [
            Query("top", JsonSchemaType.Integer, "Maximum number of genres in the ranking. Default: all genres."),
            Query("timeline", JsonSchemaType.Boolean, "Whether the response contains a timeline of the clip. Default true."),
            Query("timeline_seconds", JsonSchemaType.Number, "Approximate length of the timeline's segments in seconds, 1 to 3600, if the model supports it. Predictions for short segments are less reliable."),
        ];
        bool isBatch = operation.OperationId == "predictBatch";
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "Audio file: WAV, AU, AIFF, FLAC, MP3, Ogg, or any format that ffmpeg decodes if ffmpeg is installed." };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "file" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["file"] = isBatch ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = file } : file,
                ["actual_genre"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Actual genre of the file, to count how often predictions are correct." },
            },
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new OpenApiMediaType { Schema = form } },
        };
        if (!isBatch)
        {
            operation.RequestBody.Content!["audio/*"] = new OpenApiMediaType { Schema = file };
        }

        return Task.CompletedTask;
    }

    private static OpenApiParameter Query(string name, JsonSchemaType type, string description) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = new OpenApiSchema { Type = type } };
}
