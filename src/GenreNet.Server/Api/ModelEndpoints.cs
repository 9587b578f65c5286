using System.Text.Json.Nodes;
using GenreNet.Inference.Hosting;
using GenreNet.Server.Monitoring;
using GenreNet.Server.Security;

namespace GenreNet.Server.Api;

/// <summary>Implements <c>GET /genres</c> and <c>GET /model</c>: the genres and the card of the model.</summary>
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
            .WithName("genres").WithTags("Model").WithSummary("Returns the genres of the model, in the order of its probabilities.")
            .Produces<GenreList>().ProducesProblems(401, 429);
        routes.MapGet("/model", (GenreClassifierProvider models, ModelName name) =>
        {
            using GenreClassifierLease lease = models.Lease();
            JsonObject card = JsonNode.Parse(lease.Classifier.Card.ToJson())!.AsObject();
            // The card is part of the file, so it does not contain the file's name.
            card.Insert(0, "name", name.Value);
            return Results.Text(card.ToJsonString(), "application/json");
        })
            .RequireRateLimiting(ClientLimits.Policy)
            .WithName("model").WithTags("Model").WithSummary("Returns the name and the card of the model: its training data, intended use and accuracy.")
            .Produces(200, contentType: "application/json").ProducesProblems(401, 429);
        return routes;
    }
}
