using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GenreNet.Server.Tests.Support;

/// <summary>A connection that sends what the test wants, from an address of its own choice.</summary>
internal sealed class RawClient : IDisposable
{
    /// <summary>Another address of this machine; on Linux, all of 127.0.0.0/8 are.</summary>
    public const string OtherAddress = "127.0.0.2";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Socket _socket;

    private RawClient(Socket socket) => _socket = socket;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Connects, and sends a text.</summary>
    public static async Task<RawClient> OpenAsync(Uri url, string text = "", string source = "127.0.0.1")
    {
        Assert.SkipWhen(source != "127.0.0.1" && !OperatingSystem.IsLinux(), "Other loopback addresses need Linux");
        var client = new RawClient(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        client._socket.Bind(new IPEndPoint(IPAddress.Parse(source), 0));
        try
        {
            await client._socket.ConnectAsync(IPAddress.Loopback, url.Port, Stop);
            if (text.Length > 0)
            {
                await client.SendAsync(text);
            }
        }
        catch (SocketException problem) when (problem.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted)
        {
            // The service closes connections beyond its limits at once; the test sees it when it reads.
        }

        return client;
    }

    /// <summary>The head of an upload whose body does not follow.</summary>
    public static string Upload(string path = "/predict", string headers = "") =>
        $"POST {path} HTTP/1.1\r\nHost: here\r\nContent-Type: audio/wav\r\nContent-Length: 1000000\r\n{headers}\r\nRIFF";

    public async Task SendAsync(string text) => await _socket.SendAsync(Encoding.ASCII.GetBytes(text), Stop);

    /// <summary>Reads until a text has come, or the connection ends.</summary>
    public async Task<string> ReadAsync(string until = "}\r\n")
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        try
        {
            int count;
            while (!text.ToString().Contains(until, StringComparison.Ordinal) && (count = await _socket.ReceiveAsync(buffer, Stop).AsTask().WaitAsync(Patience, Stop)) > 0)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, count));
            }
        }
        catch (SocketException)
        {
            // Reset: as good as closed.
        }

        return text.ToString();
    }

    public void Dispose() => _socket.Dispose();
}
