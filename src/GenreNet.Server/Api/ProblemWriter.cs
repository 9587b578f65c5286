using GenreNet.Core;
using GenreNet.Server.Monitoring;
using GenreNet.Server.Problems;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace GenreNet.Server.Api;

/// <summary>
/// Converts failures to problem details (RFC 9457): a sentence that states what to do, never a stack trace, never a path of the server.
/// </summary>
internal sealed class ProblemWriter(IProblemDetailsService problems, ServerMetrics metrics, ILogger<ProblemWriter> logger) : IExceptionHandler
{
    private static readonly Action<ILogger, Exception> Fault = LoggerMessage.Define(LogLevel.Error, new EventId(1, nameof(Fault)), "An unexpected error occurred in GenreNet.");
    private static readonly Action<ILogger, string, Exception?> Unavailable = LoggerMessage.Define<string>(LogLevel.Error, new EventId(2, nameof(Unavailable)), "The service could not process a request. {Detail}");

    /// <summary>Completes problems that the framework reports, such as a path that does not exist.</summary>
    public static void Configure(ProblemDetailsOptions options) => options.CustomizeProblemDetails = context =>
    {
        ProblemDetails problem = context.ProblemDetails;
        problem.Extensions.Clear();
        AddTrace(problem);
        if (problem.Status is int status)
        {
            context.HttpContext.RequestServices.GetRequiredService<ServerMetrics>().Problem(status);
        }

        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status404NotFound => "The service has no resource with this path. See /docs for the API.",
            StatusCodes.Status405MethodNotAllowed => "This path does not support the method of the request. See /docs for the API.",
            _ => null,
        };
    };

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected. The status is the one that nginx logs for this case.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        ProblemDetails problem = Describe(exception);
        httpContext.Response.StatusCode = problem.Status!.Value;
        if (exception is RequestProblemException { RetryAfterSeconds: int seconds })
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            httpContext.Response.Headers.WWWAuthenticate = "Bearer";
        }

        await problems.WriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
        return true;
    }

    /// <summary>Returns the problem details of a failure as part of a response, and counts it.</summary>
    public ProblemDetails DescribePart(Exception failure)
    {
        ProblemDetails problem = Describe(failure);
        AddTrace(problem);
        metrics.Problem(problem.Status!.Value);
        return problem;
    }

    /// <summary>Returns the problem details of a failure.</summary>
    public ProblemDetails Describe(Exception failure)
    {
        (int status, string detail) = failure switch
        {
            RequestProblemException problem => (problem.Status, problem.Message),
            AudioFormatException { IsAudio: false } problem => (StatusCodes.Status415UnsupportedMediaType, problem.Message),
            AudioFormatException problem => (StatusCodes.Status422UnprocessableEntity, problem.Message),
            DependencyMissingException { Dependency: "ffmpeg" } => (StatusCodes.Status415UnsupportedMediaType, "This service decodes only WAV, AU, AIFF, FLAC, MP3 and Ogg. Convert the file to one of these formats."),
            GenreNetException => (StatusCodes.Status503ServiceUnavailable, "The service is not ready. See its log for the reason."),
            ObjectDisposedException => (StatusCodes.Status503ServiceUnavailable, "The service is stopping. Try again in a moment."),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, "The upload is too large. Send a shorter or compressed clip."),
            BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => (StatusCodes.Status408RequestTimeout, "The upload was too slow. Send a shorter or compressed clip."),
            BadHttpRequestException problem => (problem.StatusCode, "The request is not valid HTTP or is incomplete. Send it again."),
            _ => (StatusCodes.Status500InternalServerError, "An unexpected error occurred. See the log of the service for details."),
        };
        if (status == StatusCodes.Status500InternalServerError || (status == StatusCodes.Status503ServiceUnavailable && failure is GenreNetException))
        {
            Fault(logger, failure);
        }
        else if (failure is RequestProblemException && status == StatusCodes.Status503ServiceUnavailable)
        {
            // The operator must act, or no client will be served.
            Unavailable(logger, detail, failure.InnerException);
        }

        return new ProblemDetails { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Detail = detail };
    }

    /// <summary>Adds the trace id, which the log lines of the request contain as well.</summary>
    private static void AddTrace(ProblemDetails problem)
    {
        if (TraceId.Current is { } trace)
        {
            problem.Extensions["traceId"] = trace;
        }
    }
}
