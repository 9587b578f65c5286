using GenreNet.Inference;
using GenreNet.Inference.Models;
using GenreNet.Server.Api.Answers;
using GenreNet.Server.Security;

namespace GenreNet.Server.Api;

/// <summary><c>GET /genres</c> and <c>GET /model</c>: what the service knows.</summary>
internal static class ModelEndpoints
{
    public static IEndpointRouteBuilder MapModel(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/genres", (GenreClassifier classifier) => Results.Json(new GenreList(classifier.Genres), ApiJson.Default.GenreList))
            .RequireRateLimiting(ClientLimits.Policy)
            .WithName("genres").WithTags("Model").WithSummary("The genres that the model knows, in the order of its probabilities.")
            .Produces<GenreList>().ProducesProblems(401, 429);
        routes.MapGet("/model", (GenreClassifier classifier) => Results.Text(classifier.Card.ToJson(), "application/json"))
            .RequireRateLimiting(ClientLimits.Policy)
            .WithName("model").WithTags("Model").WithSummary("The model card: what the model was made from, for, and how well it does.")
            .Produces(200, contentType: "application/json").ProducesProblems(401, 429);
        return routes;
    }
}
