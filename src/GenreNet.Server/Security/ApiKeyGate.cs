using GenreNet.Server.Problems;

namespace GenreNet.Server.Security;

/// <summary>
/// Rejects requests without a valid key if keys are required. The page, its documents and the process health stay open: they reveal
/// nothing.
/// </summary>
internal static class ApiKeyGate
{
    private static readonly string[] Guarded = ["/predict", "/genres", "/model", "/metrics"];
    private static readonly object ClientItem = new();

    /// <summary>Identifies the client of a request, which limits depend on.</summary>
    public static void UseClientNames(this WebApplication app) => UseKeys(app, (context, keys) => context.Items[ClientItem] = keys.ClientOf(context.Request));

    /// <summary>
    /// Rejects unknown clients. Runs after the limits, so that these apply to guessing keys as well (except for <c>/metrics</c>, which has
    /// no limit).
    /// </summary>
    public static void UseApiKeys(this WebApplication app) => UseKeys(app, (context, _) =>
    {
        if (ClientName(context) is null)
        {
            throw new RequestProblemException(
                StatusCodes.Status401Unauthorized, $"This service requires an API key, and the request has no valid one. Send your key in the header {ApiKeys.Header}.");
        }
    });

    /// <summary>Returns the name of the client whose key a request contains; null if keys are not required.</summary>
    public static string? ClientName(HttpContext context) => context.Items[ClientItem] as string;

    private static void UseKeys(WebApplication app, Action<HttpContext, ApiKeys> look)
    {
        ApiKeys keys = app.Services.GetRequiredService<ApiKeys>();
        app.Use((context, next) =>
        {
            // Keys can be added and changed while the service runs.
            if (keys.AreWanted && Guarded.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
            {
                look(context, keys);
            }

            return next(context);
        });
    }
}
