using GenreNet.Server.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GenreNet.Server.Security;

/// <summary>Sets the limits of connections that apply before a request is processed.</summary>
internal static class ConnectionLimits
{
    public static void Apply(KestrelServerOptions kestrel, ServerOptions options)
    {
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.MaxConnections > 0 ? options.MaxConnections : null;
        limits.MaxRequestHeadersTotalSize = 1 << 14;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestLineSize = 1 << 12;
        limits.RequestHeadersTimeout = Seconds(options.RequestHeaderTimeoutSeconds);
        limits.KeepAliveTimeout = Seconds(options.KeepAliveSeconds);
        limits.MaxRequestBodySize = options.MaxUploadBytes;
        limits.MinRequestBodyDataRate = Rate(options.MinUploadBytesPerSecond, options.RateGraceSeconds);
        limits.MinResponseDataRate = Rate(options.MinResponseBytesPerSecond, options.RateGraceSeconds);
        // Runs before TLS and HTTP: no byte of a connection beyond the limit is read.
        kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            ConnectionGate gate = endpoint.ApplicationServices.GetRequiredService<ConnectionGate>();
            endpoint.Use(next => connection => gate.ServeAsync(connection, next));
        });
    }

    // Invalid settings are reported by their validation, which runs later.
    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(Math.Max(1, seconds));

    private static MinDataRate? Rate(int bytesPerSecond, int graceSeconds) =>
        bytesPerSecond > 0 ? new MinDataRate(bytesPerSecond, Seconds(Math.Max(2, graceSeconds))) : null;
}
