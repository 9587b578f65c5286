using System.Net.Sockets;
using System.Text;

namespace GenreNet.ServerLoad;

/// <summary>Simulates clients that misbehave.</summary>
internal static class BadClients
{
    private const int SlowRate = 1024;

    /// <summary>Sends a clip at 1 KB per second until the service closes the connection.</summary>
    public static Task SlowAsync(LoadTarget target, CancellationToken cancellationToken) => SendAsync(target, async stream =>
    {
        byte[] clip = target.Clips[0];
        for (int at = 0; at < clip.Length; at += SlowRate)
        {
            await stream.WriteAsync(clip.AsMemory(at, Math.Min(SlowRate, clip.Length - at)), cancellationToken);
            await Task.Delay(1000, cancellationToken);
        }
    }, cancellationToken);

    /// <summary>Sends half of a clip, and then stops sending.</summary>
    public static Task HalfAsync(LoadTarget target, CancellationToken cancellationToken) => SendAsync(target, async stream =>
    {
        await stream.WriteAsync(target.Clips[0].AsMemory(0, target.Clips[0].Length / 2), cancellationToken);
        await Task.Delay(10_000, cancellationToken);
    }, cancellationToken);

    /// <summary>Closes the connection at a random position in the clip.</summary>
    public static Task CutAsync(LoadTarget target, Random random, CancellationToken cancellationToken) => SendAsync(target, async stream =>
        await stream.WriteAsync(target.Clips[0].AsMemory(0, random.Next(target.Clips[0].Length)), cancellationToken), cancellationToken);

    /// <summary>Sends a file that is not audio, or that is truncated, and returns the response of the service.</summary>
    public static async Task<int> BadFileAsync(LoadTarget target, Random random, CancellationToken cancellationToken)
    {
        byte[] file = new byte[random.Next(1, 200_000)];
        random.NextBytes(file);
        if (random.Next(2) == 0)
        {
            target.Clips[0].AsSpan(0, Math.Min(file.Length, 1000)).CopyTo(file);
        }

        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "bad.mp3" } };
        try
        {
            using HttpResponseMessage answer = await target.Http.PostAsync("/predict", form, cancellationToken);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private static async Task SendAsync(LoadTarget target, Func<Stream, Task> body, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(target.Url.Host, target.Url.Port, cancellationToken);
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /predict HTTP/1.1\r\nHost: load\r\nContent-Type: audio/wav\r\nContent-Length: {target.Clips[0].Length}\r\n\r\n"), cancellationToken);
            await body(stream);
        }
        catch (Exception problem) when (problem is IOException or SocketException or OperationCanceledException)
        {
            // The service closed the connection, or the test ended.
        }
    }
}
