using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GenreNet.ServerLoad;

/// <summary>Checks that a client is served while many connections of another address upload slowly.</summary>
/// <param name="target">The service, and the clips of the good client.</param>
internal sealed class SlowUploads(LoadTarget target)
{
    private const int BytesPerSecond = 400;
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private int _open, _closed;

    public async Task<bool> RunAsync(int connections, TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        Task[] slow = [.. Enumerable.Range(0, connections).Select(_ => Task.Run(() => UploadAsync(stop.Token)))];
        await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
        int openAtFirst = _open;
        var tally = new Tally();
        for (int n = 0; !stop.IsCancellationRequested; n++)
        {
            await tally.CountAsync(() => target.PostAsync(n % target.Clips.Length, CancellationToken.None));
        }

        await Task.WhenAll(slow);
        Console.WriteLine(FormattableString.Invariant($"{connections} connections of 127.0.0.2 that send {BytesPerSecond} bytes per second; a client at 127.0.0.1 for {time.TotalSeconds:0} s:"));
        tally.Write();
        string answers = string.Join(", ", _answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Value} with status {answer.Key}"));
        Console.WriteLine($"  slow connections: {openAtFirst} open after 1 s, {(answers.Length == 0 ? "no responses" : $"responses: {answers}")}, {_closed} closed, {_open} open at the end");
        return tally.Of(200) == tally.Count && tally.Wrong == 0;
    }

    private async Task UploadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
            await socket.ConnectAsync(target.Url.Host, target.Url.Port, cancellationToken);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /predict HTTP/1.1\r\nHost: load\r\nContent-Type: audio/wav\r\nContent-Length: 10000000\r\n\r\n"), cancellationToken);
            Interlocked.Increment(ref _open);
            byte[] head = new byte[4096];
            Task<int> answer = stream.ReadAsync(head, CancellationToken.None).AsTask();
            try
            {
                while (!answer.IsCompleted)
                {
                    await stream.WriteAsync(new byte[BytesPerSecond], cancellationToken);
                    await Task.WhenAny(answer, Task.Delay(1000, cancellationToken));
                    cancellationToken.ThrowIfCancellationRequested();
                }

                Count(head.AsSpan(0, await answer));
                Interlocked.Decrement(ref _open);
            }
            catch (IOException)
            {
                Interlocked.Increment(ref _closed);
                Interlocked.Decrement(ref _open);
            }
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException)
        {
            // The connection was rejected, or the test ended.
        }
    }

    /// <summary>Counts a response by the status in its first line, such as "HTTP/1.1 429 Too Many Requests".</summary>
    private void Count(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            Interlocked.Increment(ref _closed);
            return;
        }

        string[] words = Encoding.ASCII.GetString(head).Split(' ', 3);
        _answers.AddOrUpdate(words.Length == 3 ? words[1] : "no status", 1, (_, count) => count + 1);
    }
}
