using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Configuration;

/// <summary>A port of its own for <c>/metrics</c>: nothing else answers there, and the other ports do not answer it.</summary>
internal static class MetricsAddress
{
    /// <summary>The path that is scraped.</summary>
    public const string Path = "/metrics";

    private static readonly (string Setting, string Scheme)[] PortSettings = [("http_ports", "http"), ("https_ports", "https")];

    /// <summary>Returns whether an address can be listened to for metrics alone: its port has to be known beforehand.</summary>
    public static bool IsUsable(string url) =>
        TryParse(url, out BindingAddress? address) && address.Port > 0 && !address.IsUnixPipe && !address.IsNamedPipe;

    /// <summary>Listens there as well.</summary>
    /// <param name="builder">The service, whose other addresses are set already.</param>
    /// <param name="url">The address; null for none.</param>
    /// <exception cref="InvalidOperationException">The port is one of the service's own.</exception>
    public static void UseMetricsAddress(this WebApplicationBuilder builder, string? url)
    {
        if (url is null || !IsUsable(url))
        {
            // The validator reports what is not usable.
            return;
        }

        IConfigurationSection endpoints = builder.Configuration.GetSection("Kestrel:Endpoints");
        string[] others = endpoints.Exists()
            ? [.. endpoints.GetChildren().Select(endpoint => endpoint["Url"] ?? string.Empty)]
            : [.. Addresses(builder.Configuration)];
        int port = BindingAddress.Parse(url).Port;
        if (others.Any(other => TryParse(other, out BindingAddress? address) && address.Port == port))
        {
            throw new InvalidOperationException(
                $"{ServerOptions.Section}:MetricsUrl has port {port}, where the service itself listens: give it a port of its own.");
        }

        if (endpoints.Exists())
        {
            builder.Configuration["Kestrel:Endpoints:Metrics:Url"] = url;
        }
        else
        {
            builder.WebHost.UseUrls([.. others, url]);
        }
    }

    /// <summary>Keeps the two apart by the port that a connection came to, which no header can change.</summary>
    public static void UseMetricsPort(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.MetricsUrl is not { } url)
        {
            return;
        }

        int port = BindingAddress.Parse(url).Port;
        app.Use((context, next) =>
        {
            bool isMetrics = context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase);
            if (isMetrics == (context.Connection.LocalPort == port))
            {
                return next(context);
            }

            // The pages for status codes make a problem of it.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    private static IEnumerable<string> Addresses(ConfigurationManager configuration)
    {
        if (configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls)
        {
            return Parts(urls);
        }

        // They count only where there are no addresses, and there will be one.
        return PortSettings.SelectMany(setting => Parts(configuration[setting.Setting]).Select(port => $"{setting.Scheme}://*:{port}"));
    }

    private static string[] Parts(string? list) =>
        (list ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool TryParse(string url, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out BindingAddress? address)
    {
        try
        {
            address = BindingAddress.Parse(url);
            return true;
        }
        catch (FormatException)
        {
            address = null;
            return false;
        }
    }
}
