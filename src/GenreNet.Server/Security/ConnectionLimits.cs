using GenreNet.Server.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GenreNet.Server.Security;

/// <summary>What a connection may do before its request is looked at.</summary>
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
        // Before TLS and HTTP: nothing of a connection beyond the limit is read.
        kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            ConnectionGate gate = endpoint.ApplicationServices.GetRequiredService<ConnectionGate>();
            endpoint.Use(next => connection => gate.ServeAsync(connection, next));
        });
    }

    // Settings that cannot be are reported by their validation, which comes later than this.
    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(Math.Max(1, seconds));

    private static MinDataRate? Rate(int bytesPerSecond, int graceSeconds) =>
        bytesPerSecond > 0 ? new MinDataRate(bytesPerSecond, Seconds(Math.Max(2, graceSeconds))) : null;
}
