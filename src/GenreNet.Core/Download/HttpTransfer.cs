using System.Globalization;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace GenreNet.Core.Download;

/// <summary>Downloads a file, in as many requests as necessary.</summary>
internal sealed class HttpTransfer(
    HttpClient client, DownloadSource source, PartialFile partial, DownloadSession session, AuthenticationHeaderValue? authorization = null)
{
    private readonly HttpAttempt _attempt = new(client, source, partial, session, authorization);

    /// <summary>Sends requests until the file is complete.</summary>
    /// <exception cref="TransferException">The server does not provide the file.</exception>
    /// <exception cref="DownloadException">The disk is full.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        ResiliencePipeline retries = CreateRetries();
        long reached = partial.Length;
        try
        {
            while (!partial.IsComplete)
            {
                await retries.ExecuteAsync(async token => await AskAsync(reached, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                reached = Math.Max(reached, partial.Length);
            }
        }
        catch (TransferException problem) when (problem.IsTransient)
        {
            string remedy = problem.RetryAfter > session.Options.MaxRetryAfter
                ? string.Create(CultureInfo.InvariantCulture, $"and requests to wait {problem.RetryAfter.Value.TotalSeconds:0} s")
                : "and all retries failed";
            string kept = partial.Length > 0 ? $"; the {DiskSpace.Text(partial.Length)} received so far are kept for the next attempt" : "";
            throw new TransferException($"{problem.Message}, {remedy}{kept}", problem);
        }
    }

    // A long download over an unreliable connection breaks often. An attempt that got further than ever before does not count as a failure:
    // it ends this round of retries, and the next round counts from zero.
    private async Task AskAsync(long reached, CancellationToken cancellationToken)
    {
        try
        {
            await _attempt.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TransferException problem) when (problem.IsTransient && partial.Length >= reached + session.Options.ProgressBytes)
        {
            session.Note($"{source.ShownUrl}: {problem.Message}; resuming.");
        }
    }

    private ResiliencePipeline CreateRetries()
    {
        DownloadOptions options = session.Options;
        if (options.RetryCount == 0)
        {
            return ResiliencePipeline.Empty;
        }

        return new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<TransferException>(p => p.IsTransient && !(p.RetryAfter > options.MaxRetryAfter)),
            MaxRetryAttempts = options.RetryCount,
            BackoffType = DelayBackoffType.Exponential,
            // Many clients that lost the same server at the same moment must not all return at the same moment.
            UseJitter = true,
            Delay = options.InitialRetryDelay,
            MaxDelay = options.MaxRetryDelay,
            DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as TransferException)?.RetryAfter),
            OnRetry = arguments =>
            {
                string seconds = arguments.RetryDelay.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
                session.Note($"{source.ShownUrl}: {arguments.Outcome.Exception!.Message}; retrying in {seconds} s.");
                return ValueTask.CompletedTask;
            },
        }).Build();
    }
}

/// <summary>
/// The exception for a source that failed to provide the file; another one may succeed. Callers of the downloader see it only as an inner
/// exception of a <see cref="DownloadException"/>.
/// </summary>
internal sealed class TransferException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Gets whether the same request may succeed a little later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets how long the server asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
