using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;

namespace GenreNet.Catalogue.Tests.Support;

/// <summary>
/// A server on loopback that speaks the part of the S3 protocol that GenreNet uses: ListObjectsV2 in pages, and GetObject with presigned
/// addresses.
/// </summary>
internal sealed class ObjectServer : IDisposable
{
    public const string Bucket = "music";

    private static readonly XNamespace Names = "http://s3.amazonaws.com/doc/2006-03-01/";

    private readonly HttpListener _listener = new();

    public ObjectServer()
    {
        using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    /// <summary>The objects by their keys.</summary>
    public SortedDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of objects of a page.</summary>
    public int PageSize { get; init; } = 3;

    public ConcurrentQueue<string> Requests { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Answer(context);
        }
    }

    private void Answer(HttpListenerContext context)
    {
        Uri url = context.Request.Url!;
        Requests.Enqueue(url.PathAndQuery);
        string[] path = Uri.UnescapeDataString(url.AbsolutePath).TrimStart('/').Split('/', 2);
        string key = path.Length > 1 ? path[1] : string.Empty;
        bool isSigned = url.Query.Contains("X-Amz-Signature=", StringComparison.Ordinal) || context.Request.Headers["Authorization"] is not null;
        (int status, byte[] body) = (path[0], key) switch
        {
            _ when !isSigned => (403, Error("AccessDenied", "Access Denied")),
            (not Bucket, _) => (404, Error("NoSuchBucket", "The specified bucket does not exist")),
            (_, "") => (200, Encoding.UTF8.GetBytes(List(context.Request.QueryString).ToString())),
            _ when Objects.TryGetValue(key, out byte[]? found) => (200, found),
            _ => (404, Error("NoSuchKey", "The specified key does not exist.")),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength64 = body.Length;
        context.Response.OutputStream.Write(body);
        context.Response.Close();
    }

    private XElement List(System.Collections.Specialized.NameValueCollection query)
    {
        string after = query["continuation-token"] ?? string.Empty;
        string[] keys = [.. Objects.Keys.Where(key => key.StartsWith(query["prefix"] ?? string.Empty, StringComparison.Ordinal) && string.CompareOrdinal(key, after) > 0)];
        string[] page = [.. keys.Take(PageSize)];
        bool isTruncated = keys.Length > page.Length;
        return new XElement(
            Names + "ListBucketResult",
            new XElement(Names + "Name", Bucket),
            new XElement(Names + "KeyCount", page.Length),
            new XElement(Names + "IsTruncated", isTruncated ? "true" : "false"),
            isTruncated ? new XElement(Names + "NextContinuationToken", page[^1]) : null,
            page.Select(key => new XElement(
                Names + "Contents",
                new XElement(Names + "Key", key),
                new XElement(Names + "LastModified", "2026-01-01T00:00:00.000Z"),
                new XElement(Names + "ETag", "\"x\""),
                new XElement(Names + "Size", Objects[key].Length.ToString(CultureInfo.InvariantCulture)),
                new XElement(Names + "StorageClass", "STANDARD"))));
    }

    private static byte[] Error(string code, string message) =>
        Encoding.UTF8.GetBytes(new XElement("Error", new XElement("Code", code), new XElement("Message", message)).ToString());
}
