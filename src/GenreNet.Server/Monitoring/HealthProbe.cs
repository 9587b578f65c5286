namespace GenreNet.Server.Monitoring;

/// <summary>Asks a running service whether it is well: for containers, whose images have no curl.</summary>
internal static class HealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks.</summary>
    /// <returns>0 if it is, 1 if not.</returns>
    public static async Task<int> AskAsync(Uri url, CancellationToken cancellationToken)
    {
        // The status of this service decides: neither that of another one it redirects to, nor its body.
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await Console.Out.WriteLineAsync($"{url} answers {(int)answer.StatusCode}.");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException or InvalidOperationException or NotSupportedException)
        {
            await Console.Error.WriteLineAsync($"genrenet-server: {url} does not answer ({problem.Message.TrimEnd('.')}).");
            return 1;
        }
    }
}
