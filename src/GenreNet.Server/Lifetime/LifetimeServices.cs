namespace GenreNet.Server.Lifetime;

/// <summary>Adds what happens to the service between its start and its end: reloads and draining.</summary>
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
    /// Asks clients of a service that stops to close their connections, so that none sends into one that the service closes at that
    /// moment.
    /// </summary>
    public static void UseDraining(this WebApplication app)
    {
        CancellationToken stopping = app.Lifetime.ApplicationStopping;
        app.Use((context, next) =>
        {
            if (stopping.IsCancellationRequested && HttpProtocol.IsHttp11(context.Request.Protocol))
            {
                // At the last moment: what writes a problem clears all headers before.
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
