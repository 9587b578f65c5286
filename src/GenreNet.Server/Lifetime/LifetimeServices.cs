namespace GenreNet.Server.Lifetime;

/// <summary>Adds services for reloading and draining.</summary>
internal static class LifetimeServices
{
    public static IServiceCollection AddReloading(this IServiceCollection services)
    {
        services.AddSingleton<ReloadStatus>().AddSingleton<IReloadable, ModelReload>();
        services.AddSingleton<ReloadService>().AddHostedService(provider => provider.GetRequiredService<ReloadService>());
        services.AddHealthChecks().AddCheck<ReloadStatus>("reload");
        return services.AddHostedService<DrainService>();
    }

    /// <summary>
    /// Asks clients to close their connections while the service stops, so that none sends a request on a connection that the service
    /// closes at that moment.
    /// </summary>
    public static void UseDraining(this WebApplication app)
    {
        CancellationToken stopping = app.Lifetime.ApplicationStopping;
        app.Use((context, next) =>
        {
            if (stopping.IsCancellationRequested && HttpProtocol.IsHttp11(context.Request.Protocol))
            {
                // Set as late as possible, because the code that writes problem details clears all headers first.
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers.Connection = "close";
                    return Task.CompletedTask;
                });
            }

            return next(context);
        });
    }
}
