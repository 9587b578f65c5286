using System.Diagnostics;
using System.Globalization;
using GenreNet.Server.Configuration;
using GenreNet.Server.Security;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Logging;

/// <summary>
/// One line of the log per request. It names the route, not the path, and no query, file or client: only what the operator asked for.
/// </summary>
internal sealed partial class AccessLog(RequestDelegate next, IOptions<ServerOptions> options, ILogger<AccessLog> logger)
{
    /// <summary>What stands for the route of a request that no endpoint answered: the page, or an address that does not exist.</summary>
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
        // A client may send any word.
        method = KnownMethods.Contains(method, StringComparer.Ordinal) ? method : "OTHER";
        // What handles an exception takes the endpoint away, and keeps it there.
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
