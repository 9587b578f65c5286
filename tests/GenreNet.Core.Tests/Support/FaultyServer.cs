using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GenreNet.Core.Tests.Support;

/// <summary>A web server on loopback that answers as a test tells it to, also as no server should.</summary>
internal sealed class FaultyServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<ServerRequest> _requests = new();

    /// <summary>Starts to listen.</summary>
    /// <param name="answer">The answer to a request, which has its number in it.</param>
    public FaultyServer(Func<ServerRequest, ServerReply> answer)
    {
        _listener.Start();
        _ = AcceptAsync(answer);
    }

    /// <summary>All requests so far.</summary>
    public IReadOnlyList<ServerRequest> Requests => [.. _requests];

    public Uri Url(string path = "/archive.tar.gz") => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}");

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync(Func<ServerRequest, ServerReply> answer)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _listener.AcceptSocketAsync(_end.Token);
                _ = Task.Run(() => ServeAsync(socket, answer));
            }
            catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket, Func<ServerRequest, ServerReply> answer)
    {
        using (socket)
        {
            try
            {
                using var stream = new NetworkStream(socket);
                ServerRequest request = await ReadAsync(stream, _requests.Count);
                _requests.Enqueue(request);
                ServerReply reply = answer(request);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(reply.Head()), _end.Token);
                await stream.WriteAsync(reply.Body.AsMemory(0, (int)Math.Min(reply.CutAfter ?? long.MaxValue, reply.Body.Length)), _end.Token);
                if (reply.Stalls)
                {
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }

                if (reply.Resets)
                {
                    socket.LingerState = new LingerOption(true, 0);
                }
            }
            catch (Exception problem) when (problem is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The other side has gone, or the test is over.
            }
        }
    }

    private static async Task<ServerRequest> ReadAsync(Stream stream, int number)
    {
        var text = new StringBuilder();
        byte[] one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
        {
            text.Append((char)one[0]);
        }

        string[] lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return new ServerRequest(
            number,
            lines[0].Split(' ')[1],
            lines[1..].Select(line => line.Split(": ", 2)).ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase));
    }
}

/// <summary>What a client asked for.</summary>
/// <param name="Number">How many came before.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">Headers by name.</param>
internal sealed record ServerRequest(int Number, string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>First byte that was asked for, or null for the whole.</summary>
    public long? From => Headers.TryGetValue("Range", out string? range)
        ? long.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture)
        : null;

    public string? IfRange => Headers.GetValueOrDefault("If-Range");
}

/// <summary>What a server sends.</summary>
internal sealed record ServerReply
{
    public int Status { get; init; } = 200;

    public byte[] Body { get; init; } = [];

    /// <summary>Headers in order, besides the length.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>What the server says about the length of the body; null for the truth, -1 for nothing.</summary>
    public long? AnnouncedLength { get; init; }

    /// <summary>Closes the connection after so many bytes of the body.</summary>
    public long? CutAfter { get; init; }

    /// <summary>Ends with a reset instead of an orderly end.</summary>
    public bool Resets { get; init; }

    /// <summary>Keeps the connection open and sends nothing more.</summary>
    public bool Stalls { get; init; }

    /// <summary>A server as it should be: it knows ranges and conditions.</summary>
    public static ServerReply File(ServerRequest request, byte[] file, string? tag = "\"v1\"", string? modified = null)
    {
        string[] headers = [.. new[] { "Accept-Ranges: bytes", tag is null ? null : $"ETag: {tag}", modified is null ? null : $"Last-Modified: {modified}" }.OfType<string>()];
        bool isSame = request.IfRange is null || request.IfRange == tag || request.IfRange == modified;
        return request.From is { } from && isSame
            ? new ServerReply { Status = 206, Body = file[(int)from..], Headers = [.. headers, $"Content-Range: bytes {from}-{file.Length - 1}/{file.Length}"] }
            : new ServerReply { Body = file, Headers = headers };
    }

    public string Head()
    {
        long length = AnnouncedLength ?? Body.Length;
        string[] lines = [$"HTTP/1.1 {Status} {(HttpStatusCode)Status}", "Connection: close", .. length < 0 ? Array.Empty<string>() : [$"Content-Length: {length}"], .. Headers];
        return string.Join("\r\n", lines) + "\r\n\r\n";
    }
}
