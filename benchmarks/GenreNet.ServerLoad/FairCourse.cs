using System.Net;
using System.Net.Sockets;

namespace GenreNet.ServerLoad;

/// <summary>Measures how much longer a modest client waits next to a greedy client than alone.</summary>
/// <param name="target">The service and the clips of the modest client.</param>
/// <param name="greedyFile">The file that the greedy client sends, in concurrent uploads and in batches.</param>
/// <param name="settings">Identities of the clients.</param>
internal sealed class FairCourse(LoadTarget target, byte[] greedyFile, FairCourse.Settings settings)
{
    private const double LargestRatio = 3;
    private const int BatchFiles = 12;

    // The two cases alternate, so that other load on the machine affects both.
    private const int Rounds = 3;

    /// <param name="Uploads">Number of concurrent uploads of the greedy client.</param>
    /// <param name="ModestKey">API key of the modest client; without one, the client is identified by its address, 127.0.0.1.</param>
    /// <param name="GreedyKey">API key of the greedy client; without one, the client is identified by its address, 127.0.0.2.</param>
    public sealed record Settings(int Uploads, string? ModestKey, string? GreedyKey);

    public async Task<bool> RunAsync(TimeSpan time)
    {
        using HttpClient modest = Client(settings.ModestKey, null);
        using HttpClient greedy = Client(settings.GreedyKey, settings.GreedyKey is null && target.Url.IsLoopback ? IPAddress.Parse("127.0.0.2") : null);
        var alone = new Tally();
        var together = new Tally();
        var greedyAnswers = new Tally();
        var batchLines = new Tally();
        await ModestAsync(modest, new Tally(), TimeSpan.FromSeconds(3));
        for (int round = 0; round < Rounds; round++)
        {
            await ModestAsync(modest, alone, time / (2 * Rounds));
            using var stop = new CancellationTokenSource();
            Task[] work = [.. Enumerable.Range(0, settings.Uploads).Select(_ => UploadAsync(greedy, greedyAnswers, stop.Token)), BatchAsync(greedy, batchLines, stop.Token)];
            // The greedy client starts first.
            await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
            await ModestAsync(modest, together, time / (2 * Rounds));
            await stop.CancelAsync();
            await Task.WhenAll(work);
            await Task.Delay(TimeSpan.FromSeconds(3), CancellationToken.None);
        }

        Console.WriteLine("modest client alone");
        alone.Write();
        Console.WriteLine($"modest client next to a greedy client with {settings.Uploads} concurrent uploads and a batch");
        together.Write();
        Console.WriteLine("greedy client");
        greedyAnswers.Write();
        Console.WriteLine($"  lines of batches: {batchLines.Count}");
        double ratio = together.Percentile(200, 0.95) / alone.Percentile(200, 0.95);
        Console.WriteLine(FormattableString.Invariant($"ratio of the modest client's p95: {ratio:0.00}, limit {LargestRatio:0}"));
        return ratio <= LargestRatio && together.Wrong == 0 && together.Of(200) == together.Count && greedyAnswers.Of(200) + batchLines.Count > 0;
    }

    private async Task ModestAsync(HttpClient http, Tally tally, TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        for (int n = 0; !stop.IsCancellationRequested; n++)
        {
            await tally.CountAsync(() => target.PostAsync(http, n % target.Clips.Length, CancellationToken.None));
        }
    }

    private async Task UploadAsync(HttpClient http, Tally tally, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            int status = await tally.CountAsync(async () =>
            {
                try
                {
                    using MultipartFormDataContent form = Form(1);
                    using HttpResponseMessage answer = await http.PostAsync("/predict?timeline=false", form, cancellationToken);
                    return ((int)answer.StatusCode, true);
                }
                catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
                {
                    return (0, true);
                }
            });
            if (status != 200)
            {
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    private async Task BatchAsync(HttpClient http, Tally lines, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using MultipartFormDataContent form = Form(BatchFiles);
                using var request = new HttpRequestMessage(HttpMethod.Post, "/predict/batch?timeline=false") { Content = form };
                using HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
                while (await reader.ReadLineAsync(cancellationToken) is not null)
                {
                    await lines.CountAsync(() => Task.FromResult(((int)answer.StatusCode, true)));
                }
            }
            catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException or IOException)
            {
                // The test ended, or the service rejected the batch during the upload.
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    private MultipartFormDataContent Form(int files)
    {
        var form = new MultipartFormDataContent();
        for (int i = 0; i < files; i++)
        {
            form.Add(new ByteArrayContent(greedyFile), "file", $"{i}");
        }

        return form;
    }

    private HttpClient Client(string? key, IPAddress? source)
    {
        var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 10_000 };
        if (source is not null)
        {
            handler.ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    socket.Bind(new IPEndPoint(source, 0));
                    await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            };
        }

        var client = new HttpClient(handler) { BaseAddress = target.Url, Timeout = TimeSpan.FromMinutes(10) };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
        }

        return client;
    }
}
