namespace GenreNet.Server.Monitoring;

/// <summary>Queries the health of a running service, for containers whose images lack curl.</summary>
internal static class HealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Queries the URL.</summary>
    /// <returns>0 if the service is healthy; otherwise 1.</returns>
    public static async Task<int> AskAsync(Uri url, CancellationToken cancellationToken)
    {
        // The status of this service is decisive: neither that of another service that it redirects to, nor its body.
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await Console.Out.WriteLineAsync($"{url} returned {(int)answer.StatusCode}.");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException or InvalidOperationException or NotSupportedException)
        {
            await Console.Error.WriteLineAsync($"genrenet-server: {url} does not respond ({problem.Message.TrimEnd('.')}).");
            return 1;
        }
    }
}

/// <summary>Represents the health of the service.</summary>
/// <param name="Status">Healthy, Degraded or Unhealthy.</param>
/// <param name="Checks">One sentence per check.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, string>? Checks = null);
