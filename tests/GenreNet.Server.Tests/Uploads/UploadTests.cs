using System.Net;
using System.Net.Sockets;
using System.Text;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Uploads;

[Collection(typeof(Alone))]
public sealed class UploadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_that_is_too_large_is_rejected_with_and_without_a_declared_length()
    {
        await using TestService service = await TestService.StartAsync("MaxUploadMegabytes=1");
        byte[] large = new byte[(1 << 20) + 1];
        TestClip.Wav(1).CopyTo(large, 0);
        foreach (bool isChunked in (bool[])[false, true])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = TestService.Body(large) };
            request.Headers.TransferEncodingChunked = isChunked;
            request.Headers.ExpectContinue = true;
            using HttpResponseMessage answer = await service.Client.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Contains("larger than 1 MB", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }

        using HttpResponseMessage form = await service.Client.PostAsync("/predict", TestService.Form(large), Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, form.StatusCode);
        using HttpResponseMessage fits = await service.Client.PostAsync("/predict", TestService.Form(large[..(1 << 20)]), Stop);
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
    }

    [Fact]
    public async Task An_upload_that_takes_too_long_is_rejected_with_the_reason()
    {
        await using TestService service = await TestService.StartAsync("UploadTimeoutSeconds=1");
        string answer = await ExchangeAsync(service.Url, "POST /predict HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Type: audio/wav\r\nContent-Length: 1000\r\n\r\nRIFF");
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("multipart/form-data", "RIFF")]
    [InlineData("multipart/form-data; boundary=x", "RIFF")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nRIF")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"actual_genre\"\r\n\r\nroc")]
    public async Task A_damaged_form_is_a_client_error(string type, string body)
    {
        await using TestService service = await TestService.StartAsync();
        string answer = await ExchangeAsync(service.Url, $"POST /predict HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("\"detail\":", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_similarly_named_folder_is_not_deleted()
    {
        using var folder = new TemporaryFolder();
        string other = folder.File("genrenet-server-backup", "lock");
        await File.WriteAllTextAsync(other, string.Empty, Stop);
        await using TestService service = await TestService.StartAsync($"TemporaryFolder={folder.Path}");
        Assert.True(File.Exists(other));
    }

    [Theory]
    [InlineData("MemoryUploadMegabytes=0")]
    [InlineData("MemoryUploadMegabytes=8")]
    public async Task All_uploads_are_deleted(string memory)
    {
        using var folder = new TemporaryFolder();
        // What a service left that was killed.
        string dead = folder.File("genrenet-server-deaddeaddeaddeaddeaddeaddeaddead", "lock");
        await File.WriteAllTextAsync(dead, string.Empty, Stop);
        await using (TestService service = await TestService.StartAsync($"TemporaryFolder={folder.Path}", memory))
        {
            Assert.False(File.Exists(dead));
            string own = Assert.Single(Directory.GetDirectories(folder.Path));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(own));
            }

            using (await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(1)), Stop))
            using (await service.Client.PostAsync("/predict", TestService.Form([1, 2, 3]), Stop))
            {
            }

            // And of an upload that was cut.
            using (var socket = new TcpClient())
            {
                await socket.ConnectAsync(IPAddress.Loopback, service.Url.Port, Stop);
                await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes("POST /predict HTTP/1.1\r\nHost: here\r\nContent-Type: audio/wav\r\nContent-Length: 1000000\r\n\r\nRIFF"), Stop);
            }

            await WaitUntilAsync(() => Directory.GetFiles(own).Length <= 1);
            Assert.Equal("lock", Path.GetFileName(Assert.Single(Directory.GetFiles(own))));
        }

        Assert.Empty(Directory.GetDirectories(folder.Path));
    }

    [Fact]
    public async Task A_deleted_folder_is_created_again_and_a_failure_is_a_server_error()
    {
        using var folder = new TemporaryFolder();
        await using TestService service = await TestService.StartAsync($"TemporaryFolder={folder.Path}", "MemoryUploadMegabytes=0");
        string own = Assert.Single(Directory.GetDirectories(folder.Path));
        Directory.Delete(own, recursive: true);
        using (HttpResponseMessage answer = await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(1)), Stop))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("lock", Path.GetFileName(Assert.Single(Directory.GetFiles(own))));
        }

        Directory.Delete(own, recursive: true);
        await File.WriteAllTextAsync(own, string.Empty, Stop);
        using (HttpResponseMessage answer = await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(1)), Stop))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(30, answer.Headers.RetryAfter?.Delta?.TotalSeconds);
            string problem = await answer.Content.ReadAsStringAsync(Stop);
            Assert.Contains("cannot store uploads", problem, StringComparison.Ordinal);
            Assert.DoesNotContain(folder.Path, problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_stopping_service_finishes_running_requests()
    {
        await using TestService service = await TestService.StartAsync();
        byte[] clip = TestClip.Wav(2);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, service.Url.Port, Stop);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /predict HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Type: audio/wav\r\nContent-Length: {clip.Length}\r\n\r\n"), Stop);
        await stream.WriteAsync(clip.AsMemory(0, clip.Length / 2), Stop);
        await WaitUntilAsync(async () => (await service.Client.GetStringAsync("/metrics", Stop)).Contains("genrenet_server_uploads_active{otel_scope_name=\"GenreNet.Server\"} 1", StringComparison.Ordinal));
        Task stopping = service.StopAsync();
        await Task.Delay(200, Stop);
        Assert.False(stopping.IsCompleted);
        await stream.WriteAsync(clip.AsMemory(clip.Length / 2), Stop);
        using var reader = new StreamReader(stream);
        string answer = await reader.ReadToEndAsync(Stop);
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("\"genre\":", answer, StringComparison.Ordinal);
        await stopping;
    }

    private static async Task<string> ExchangeAsync(Uri url, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, url.Port, Stop);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Stop);
        // The answer is there once its closing brace is; what the connection does then is its own business.
        var answer = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!answer.ToString().Contains("}\r\n", StringComparison.Ordinal))
        {
            int count = await stream.ReadAsync(buffer, Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Stop);
            Assert.NotEqual(0, count);
            answer.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return answer.ToString();
    }

    private static Task WaitUntilAsync(Func<bool> isSo) => WaitUntilAsync(() => Task.FromResult(isSo()));

    private static async Task WaitUntilAsync(Func<Task<bool>> isSo)
    {
        for (int i = 0; i < 600 && !await isSo(); i++)
        {
            await Task.Delay(50, Stop);
        }

        Assert.True(await isSo());
    }
}
