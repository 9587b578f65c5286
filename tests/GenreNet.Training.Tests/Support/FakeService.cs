using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GenreNet.Training.Tests.Support;

/// <summary>A genre service on loopback that answers as a test tells it to.</summary>
internal sealed class FakeService : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<Asked, Reply> _answer;
    private readonly ConcurrentQueue<Asked> _asked = new();

    /// <summary>Starts to listen.</summary>
    /// <param name="answer">The answer to the n-th question.</param>
    public FakeService(Func<Asked, Reply> answer)
    {
        _answer = answer;
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}/");
        }

        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _ = ListenAsync();
    }

    public Uri Url { get; }

    public IReadOnlyList<Asked> Questions => [.. _asked];

    /// <summary>Answers /genres with two genres, and everything else by number.</summary>
    public static FakeService Of(params Reply[] replies)
    {
        int count = 0;
        return new FakeService(asked => asked.Path == "/genres" ? new Reply(200, """{"genres":["hiphop","rock"]}""") : replies[Math.Min(Interlocked.Increment(ref count), replies.Length) - 1]);
    }

    public void Dispose() => _listener.Close();

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var asked = new Asked(context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray()), context.Request.Headers["X-Api-Key"]);
        _asked.Enqueue(asked);
        Reply reply = _answer(asked);
        await Task.Delay(reply.Wait);
        context.Response.StatusCode = reply.Status;
        if (reply.RetryAfter is not null)
        {
            context.Response.Headers["Retry-After"] = reply.RetryAfter;
        }

        if (reply.Location is not null)
        {
            context.Response.Headers["Location"] = reply.Location;
        }

        context.Response.Close(Encoding.UTF8.GetBytes(reply.Body), willBlock: false);
    }

    /// <summary>What was asked.</summary>
    internal sealed record Asked(string Path, string Body, string? Key);

    /// <summary>What is answered, and after how long.</summary>
    internal sealed record Reply(int Status, string Body = "", string? RetryAfter = null, TimeSpan Wait = default, string? Location = null);
}
