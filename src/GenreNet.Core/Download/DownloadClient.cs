namespace GenreNet.Core.Download;

/// <summary>
/// Creates the HTTP clients of downloads. They follow redirects, except from https to http, and use the proxy of the environment.
/// </summary>
internal static class DownloadClient
{
    /// <summary>Creates a client that uses the connect timeout of the options and has no other time limit.</summary>
    public static HttpClient Create(DownloadOptions options)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = options.ConnectTimeout, UseCookies = false };
        // The time without data is limited elsewhere; a slow connection may take all day.
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("GenreNet");
        return client;
    }
}
