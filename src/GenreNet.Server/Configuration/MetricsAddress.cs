using Microsoft.Extensions.Options;

namespace GenreNet.Server.Configuration;

/// <summary>
/// Sets up a separate port for <c>/metrics</c>: it serves nothing else, and the other ports do not serve <c>/metrics</c>.
/// </summary>
internal static class MetricsAddress
{
    /// <summary>The path of the metrics.</summary>
    public const string Path = "/metrics";

    private static readonly (string Setting, string Scheme)[] PortSettings = [("http_ports", "http"), ("https_ports", "https")];

    /// <summary>Returns whether an address can be used for metrics only: its port must be known in advance.</summary>
    public static bool IsUsable(string url) =>
        TryParse(url, out BindingAddress? address) && address.Port > 0 && !address.IsUnixPipe && !address.IsNamedPipe;

    /// <summary>Listens on the metrics address as well.</summary>
    /// <param name="builder">The builder of the service, whose other addresses are already set.</param>
    /// <param name="url">The address; null for none.</param>
    /// <exception cref="InvalidOperationException">The port is one of the service's own.</exception>
    public static void UseMetricsAddress(this WebApplicationBuilder builder, string? url)
    {
        if (url is null || !IsUsable(url))
        {
            // The validator reports unusable addresses.
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
                $"{ServerOptions.Section}:MetricsUrl has port {port}, which the service itself uses: specify a different port.");
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

    /// <summary>Separates the two by the local port of the connection, which no header can change.</summary>
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

            // The status code pages middleware converts it to problem details.
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

        // The port settings apply only if no addresses are set, and there will be one.
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
