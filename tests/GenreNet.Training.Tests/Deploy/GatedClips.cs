using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GenreNet.Catalogue.Tests.Support;

namespace GenreNet.Training.Tests.Deploy;

/// <summary>
/// A server on loopback that answers requests for the clips of a shard only when its gate is open. A process therefore waits in the middle
/// of a shard until the test has killed it, however fast the machine is.
/// </summary>
internal sealed class GatedClips : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly TaskCompletionSource[] _gates;
    private readonly int[] _requests;

    public GatedClips(int shardCount)
    {
        _gates = new TaskCompletionSource[shardCount];
        _requests = new int[shardCount];
        for (int shard = 0; shard < shardCount; shard++)
        {
            _gates[shard] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    private string Address { get; }

    public string AddressOf(int shard, int number) => $"{Address}{shard}/{number:0000}.wav";

    /// <summary>Returns how many requests have arrived for the clips of a shard since the last <see cref="Forget"/>.</summary>
    public int Requests(int shard) => Volatile.Read(ref _requests[shard]);

    /// <summary>Resets the number of requests, because the process that sent them has been killed.</summary>
    public void Forget(int shard) => Volatile.Write(ref _requests[shard], 0);

    /// <summary>Answers all requests for the clips of a shard from now on.</summary>
    public void Open(int shard) => _gates[shard].TrySetResult();

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        string[] path = context.Request.Url!.Segments;
        int shard = int.Parse(path[1].TrimEnd('/'), CultureInfo.InvariantCulture);
        Interlocked.Increment(ref _requests[shard]);
        await _gates[shard].Task;
        try
        {
            byte[] clip = Clips.Bytes(int.Parse(Path.GetFileNameWithoutExtension(path[2]), CultureInfo.InvariantCulture));
            context.Response.ContentLength64 = clip.Length;
            await context.Response.OutputStream.WriteAsync(clip);
            context.Response.Close();
        }
        catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The client has been killed.
        }
    }
}
