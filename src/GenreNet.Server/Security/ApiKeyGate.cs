using GenreNet.Server.Problems;
using GenreNet.Server.Queueing;

namespace GenreNet.Server.Security;

/// <summary>Lets nobody to the service without a key where keys are wanted. The page, its documents and the health of the process stay open: they tell nothing.</summary>
internal static class ApiKeyGate
{
    private static readonly string[] Guarded = ["/predict", "/genres", "/model", "/metrics"];
    private static readonly object ClientItem = new();

    /// <summary>Finds out who is asking: limits go by it.</summary>
    public static void UseClientNames(this WebApplication app) => UseKeys(app, (context, keys) => context.Items[ClientItem] = keys.ClientOf(context.Request));

    /// <summary>Refuses whom nobody knows; behind the limits, which guessing has too then. (But for <c>/metrics</c>, which has none.)</summary>
    public static void UseApiKeys(this WebApplication app) => UseKeys(app, (context, _) =>
    {
        if (ClientName(context) is null)
        {
            throw new RequestProblemException(
                StatusCodes.Status401Unauthorized, $"This service wants an API key, and the request has none that it knows: send one as the header {ApiKeys.Header}.");
        }
    });

    /// <summary>The name of the client whose key a request has; null where no keys are wanted.</summary>
    public static string? ClientName(HttpContext context) => context.Items[ClientItem] as string;

    private static void UseKeys(WebApplication app, Action<HttpContext, ApiKeys> look)
    {
        ApiKeys keys = app.Services.GetRequiredService<ApiKeys>();
        app.Use((context, next) =>
        {
            // Keys can come and change while the service runs.
            if (keys.AreWanted && Guarded.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
            {
                look(context, keys);
            }

            return next(context);
        });
    }
}
