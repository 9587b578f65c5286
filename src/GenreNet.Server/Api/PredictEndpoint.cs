using GenreNet.Server.Queueing;
using GenreNet.Server.Security;
using GenreNet.Server.Uploads;

namespace GenreNet.Server.Api;

/// <summary>Implements <c>POST /predict</c>: one file, one result.</summary>
internal static class PredictEndpoint
{
    public static IEndpointRouteBuilder MapPrediction(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/predict", AnswerAsync)
            .RequireRateLimiting(ClientLimits.Policy)
            .WithName("predict").WithTags("Prediction")
            .WithSummary("Classifies the genre of an audio file.")
            .WithDescription("Send the file in the form field file, or as the body with an audio content type. With the form field actual_genre, the response states whether the prediction is correct.")
            .Produces<PredictionResponse>()
            .ProducesProblems(400, 401, 408, 413, 415, 422, 429, 503);
        return routes;
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, UploadGate gate, UploadReader uploads, ClassificationQueue queue, PredictionService service)
    {
        var query = PredictQuery.Parse(context.Request.Query);
        string client = ClientLimits.KeyOf(context);
        queue.RequireRoom(client);
        using UploadGate.Pass pass = gate.Enter(client, context.Request.ContentLength, isBatch: false);
        using Upload upload = await uploads.ReadOneAsync(context.Request, pass);
        pass.Dispose();
        return Results.Json(await service.AnswerAsync(upload, query, client, isPatient: false, context.RequestAborted), ApiJson.Default.PredictionResponse);
    }
}
