using System.Diagnostics;
using System.Globalization;
using GenreNet.Server.Configuration;
using GenreNet.Server.Security;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Logging;

/// <summary>
/// Logs one line per request. The line contains the route instead of the path, and no query or file name; the client is included only if
/// the operator enables it.
/// </summary>
internal sealed partial class AccessLog(RequestDelegate next, IOptions<ServerOptions> options, ILogger<AccessLog> logger)
{
    /// <summary>The placeholder for the route of a request that no endpoint handled: the page, or an address that does not exist.</summary>
    public const string NoRoute = "-";

    private static readonly string[] KnownMethods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"];

    public async Task InvokeAsync(HttpContext context)
    {
        long start = Stopwatch.GetTimestamp();
        var request = new CountedRequest(context.Features.GetRequiredFeature<IRequestBodyPipeFeature>());
        var response = new CountedResponse(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
        context.Features.Set<IRequestBodyPipeFeature>(request);
        context.Features.Set<IHttpResponseBodyFeature>(response);
        try
        {
            await next(context);
        }
        finally
        {
            Write(context, Stopwatch.GetElapsedTime(start), request.Bytes, HttpMethods.IsHead(context.Request.Method) ? 0 : response.Bytes);
        }
    }

    private void Write(HttpContext context, TimeSpan elapsed, long received, long sent)
    {
        string method = context.Request.Method;
        // A client can send any word as the method.
        method = KnownMethods.Contains(method, StringComparer.Ordinal) ? method : "OTHER";
        // The exception handler removes the endpoint from the context and keeps it in its feature.
        Endpoint? endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        string route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? NoRoute;
        string milliseconds = elapsed.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
        if (options.Value.AccessLogClients)
        {
            string client = ApiKeyGate.ClientName(context) ?? context.Connection.RemoteIpAddress?.ToString() ?? NoRoute;
            LogClient(logger, method, route, context.Response.StatusCode, milliseconds, received, sent, client);
        }
        else
        {
            LogRequest(logger, method, route, context.Response.StatusCode, milliseconds, received, sent);
        }
    }

    [LoggerMessage(
        1, LogLevel.Information, "{Method} {Route} {Status} {Milliseconds} ms, {RequestBytes} bytes in, {ResponseBytes} bytes out")]
    private static partial void LogRequest(
        ILogger logger, string method, string route, int status, string milliseconds, long requestBytes, long responseBytes);

    [LoggerMessage(
        2,
        LogLevel.Information,
        "{Method} {Route} {Status} {Milliseconds} ms, {RequestBytes} bytes in, {ResponseBytes} bytes out, client {Client}")]
    private static partial void LogClient(
        ILogger logger, string method, string route, int status, string milliseconds, long requestBytes, long responseBytes, string client);
}
