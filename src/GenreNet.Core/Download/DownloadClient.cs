namespace GenreNet.Core.Download;

/// <summary>Makes the HTTP clients of downloads. They follow redirects, though not from https to http, and use the proxy of the environment.</summary>
internal static class DownloadClient
{
    /// <summary>Returns a client that waits as long as the options say, and no less.</summary>
    public static HttpClient Create(DownloadOptions options)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = options.ConnectTimeout, UseCookies = false };
        // Time is limited where bytes fail to come: a slow line may take all day.
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("GenreNet");
        return client;
    }
}
