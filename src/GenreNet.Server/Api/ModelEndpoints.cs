using GenreNet.Inference.Hosting;
using GenreNet.Server.Api.Answers;
using GenreNet.Server.Security;

namespace GenreNet.Server.Api;

/// <summary><c>GET /genres</c> and <c>GET /model</c>: what the service knows.</summary>
internal static class ModelEndpoints
{
    public static IEndpointRouteBuilder MapModel(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/genres", (GenreClassifierProvider models) =>
        {
            using GenreClassifierLease lease = models.Lease();
            return Results.Json(new GenreList(lease.Classifier.Genres), ApiJson.Default.GenreList);
        })
            .RequireRateLimiting(ClientLimits.Policy)
            .WithName("genres").WithTags("Model").WithSummary("The genres that the model knows, in the order of its probabilities.")
            .Produces<GenreList>().ProducesProblems(401, 429);
        routes.MapGet("/model", (GenreClassifierProvider models) =>
        {
            using GenreClassifierLease lease = models.Lease();
            return Results.Text(lease.Classifier.Card.ToJson(), "application/json");
        })
            .RequireRateLimiting(ClientLimits.Policy)
            .WithName("model").WithTags("Model").WithSummary("The model card: what the model was made from, for, and how well it does.")
            .Produces(200, contentType: "application/json").ProducesProblems(401, 429);
        return routes;
    }
}
