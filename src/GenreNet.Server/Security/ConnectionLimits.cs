using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GenreNet.Server.Security;

/// <summary>What a connection may do before anybody looks at what it asks.</summary>
internal static class ConnectionLimits
{
    public static void Apply(KestrelServerLimits limits, ServerOptions options)
    {
        limits.MaxRequestHeadersTotalSize = 1 << 14;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestLineSize = 1 << 12;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        // Longer than proxies keep theirs, so that they never send into a connection that is being closed.
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        limits.MaxRequestBodySize = options.MaxUploadBytes;
        // Bytes a second, after five seconds: below it is nobody who wants an answer.
        limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(240, TimeSpan.FromSeconds(10));
    }
}
