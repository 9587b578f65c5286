using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using GenreNet.Core;
using GenreNet.Core.IO;
using Polly;
using Polly.Retry;

namespace GenreNet.Training.Serving;

/// <summary>
/// Sends requests to a genre service over HTTP, with retries after connection failures and when the service requests them. Thread-safe.
/// </summary>
internal sealed class ServiceClient : IDisposable
{
    private const int RetryCount = 6;
    // Connection failures are reported after fewer retries than answers that ask to retry later.
    private const int ConnectionRetries = 3;
    private const int MostRedirects = 5;
    // The answer for a day of audio, segment by segment, takes a few megabytes.
    private const long LongestAnswer = 1 << 26;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;
    private readonly Uri _service;
    private readonly TimeSpan _timeout;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <summary>Creates a client; nothing is sent yet.</summary>
    /// <param name="service">The base address of the service.</param>
    /// <param name="apiKey">The API key, or null.</param>
    /// <param name="timeout">The maximum time to wait for one answer.</param>
    /// <param name="time">The time provider for the delays between retries.</param>
    public ServiceClient(Uri service, string? apiKey, TimeSpan timeout, TimeProvider time)
    {
        _service = service.AbsoluteUri.EndsWith('/') ? service : new Uri(service.AbsoluteUri + "/");
        _timeout = timeout;
        // Redirects are followed here and not by the handler, which would send the key to any redirect target.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LongestAnswer,
        };
        // Lets a service reject an upload before it has been sent.
        _http.DefaultRequestHeaders.ExpectContinue = true;
        if (apiKey is not null)
        {
            _http.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Key", apiKey);
        }

        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = RetryCount,
            BackoffType = DelayBackoffType.Exponential,
            Delay = FirstPause,
            MaxDelay = LongestPause,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome switch
            {
                { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } } => false,
                { Exception: HttpRequestException } => attempt.AttemptNumber < ConnectionRetries,
                { Result.StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway } => true,
                _ => false,
            }),
            // If this returns null, Polly uses the delays configured above.
            DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } answer ? RetryAfter(answer, time) : null),
        }).Build();
    }

    /// <summary>Returns the genres of the service; null if it does not report them.</summary>
    /// <exception cref="GenreNetException">The service does not respond, or the key is invalid.</exception>
    public async Task<IReadOnlyList<string>?> GenresAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync("genres", uri => new HttpRequestMessage(HttpMethod.Get, uri), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            throw new GenreNetException(await DetailAsync(answer, cancellationToken));
        }

        try
        {
            return answer.IsSuccessStatusCode && JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))?["genres"] is JsonArray genres
                ? [.. genres.Select(genre => genre!.GetValue<string>())]
                : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Sends a file and returns the answer.</summary>
    /// <param name="path">Path of the file, which is streamed.</param>
    /// <param name="actualGenre">The actual genre, or null.</param>
    /// <param name="cancellationToken">Cancels immediately.</param>
    /// <exception cref="GenreNetException">There is no answer; the message states why.</exception>
    public async Task<ServiceAnswer> PredictAsync(string path, string? actualGenre, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync("predict", uri => Request(uri, path, actualGenre), cancellationToken);
        return answer.IsSuccessStatusCode
            ? ServiceAnswer.Parse(await answer.Content.ReadAsStringAsync(cancellationToken), _service)
            : throw new GenreNetException(await DetailAsync(answer, cancellationToken));
    }

    public void Dispose() => _http.Dispose();

    private static TimeSpan? RetryAfter(HttpResponseMessage answer, TimeProvider time)
    {
        TimeSpan? wait = answer.Headers.RetryAfter?.Delta ?? answer.Headers.RetryAfter?.Date - time.GetUtcNow();
        return wait is null ? null : TimeSpan.FromSeconds(Math.Clamp(wait.Value.TotalSeconds, 0, LongestPause.TotalSeconds));
    }

    private async Task<HttpResponseMessage> SendAsync(
        string route, Func<Uri, HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(token => FollowAsync(new Uri(_service, route), request, token), cancellationToken);
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new GenreNetException($"{_service} returned more than {LongestAnswer >> 20} MiB. Check that a genre service runs at this address.", problem);
        }
        catch (HttpRequestException problem)
        {
            throw new GenreNetException(
                $"{_service} does not respond ({problem.Message.TrimEnd('.')}). Start the service with 'dotnet run -c Release --project src/GenreNet.Server', or give its address with --url.", problem);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GenreNetException($"{_service} did not respond within {_timeout.TotalSeconds:0} s. Try again, or increase --timeout.");
        }
    }

    /// <summary>Sends a request, and resends it if the service redirects it to another path of the same origin.</summary>
    /// <exception cref="GenreNetException">The service redirects to another origin, which must receive neither key nor audio,
    /// or there are too many redirects.</exception>
    private async ValueTask<HttpResponseMessage> FollowAsync(Uri uri, Func<Uri, HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        for (int hop = 0; hop <= MostRedirects; hop++)
        {
            // Disposing the message disposes its content and the file.
            using HttpRequestMessage message = request(uri);
            HttpResponseMessage answer = await SendOnceAsync(message, cancellationToken);
            if ((int)answer.StatusCode is not (>= 300 and < 400) || answer.Headers.Location is not { } location)
            {
                return answer;
            }

            bool keepsMethod = message.Method == HttpMethod.Get
                || answer.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
            answer.Dispose();
            var target = new Uri(uri, location);
            if (!keepsMethod || !IsSameOrigin(target, _service))
            {
                string shown = target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
                throw new GenreNetException(
                    $"{_service} redirects to {shown}, which is not followed. Give the final address of the service with --url.");
            }

            uri = target;
        }

        throw new GenreNetException($"{_service} redirects more than {MostRedirects} times. Give the final address of the service with --url.");
    }

    private static bool IsSameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private async ValueTask<HttpResponseMessage> SendOnceAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        clock.CancelAfter(_timeout);
        return await _http.SendAsync(message, clock.Token);
    }

    private static HttpRequestMessage Request(Uri uri, string path, string? actualGenre)
    {
        InputFile.RequireRegularOrPipe(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
        try
        {
            // Header values cannot contain line breaks or quotes.
            string name = new([.. Path.GetFileName(path).Select(letter => char.IsControl(letter) || letter == '"' ? '_' : letter)]);
            var form = new MultipartFormDataContent { { new StreamContent(file), "file", name } };
            if (actualGenre is not null)
            {
                form.Add(new StringContent(actualGenre), "actual_genre");
            }

            return new HttpRequestMessage(HttpMethod.Post, uri) { Content = form };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        string? detail = null;
        try
        {
            JsonNode? json = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            detail = ((json as JsonObject)?["detail"] ?? (json as JsonObject)?["error"])?.GetValue<string>();
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // There is no detail, so report the status only.
        }

        string sentence = detail ?? $"The service responded with {(int)answer.StatusCode} {answer.ReasonPhrase}.";
        return answer.StatusCode == HttpStatusCode.Unauthorized ? $"{sentence} Give the API key with --api-key or in the environment variable GENRENET_API_KEY." : sentence;
    }
}
