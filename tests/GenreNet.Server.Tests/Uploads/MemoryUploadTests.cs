using System.Net;
using System.Text.Json.Nodes;
using GenreNet.Server.Tests.Support;
using GenreNet.Server.Uploads;
using Microsoft.Extensions.DependencyInjection;

namespace GenreNet.Server.Tests.Uploads;

/// <summary>Uploads that are kept in memory, and their budget.</summary>
[Collection(typeof(Alone))]
public sealed class MemoryUploadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_large_upload_and_uploads_beyond_the_budget_are_answered_like_short_ones()
    {
        // 5 MB, of which the first is in memory before the service knows how long the file is.
        byte[] large = TestClip.Wav(120);
        byte[] small = TestClip.Wav(10);
        await using TestService files = await TestService.StartAsync("MemoryUploadMegabytes=0");
        await using TestService service = await TestService.StartAsync("MemoryUploadMegabytes=1", "UploadMemoryMegabytes=1");
        string expectedLarge = await AnswerAsync(files, TestService.Form(large));
        string expectedSmall = await AnswerAsync(files, TestService.Form(small));
        HttpContent chunked = TestService.Form(large);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = chunked };
        request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage answer = await service.Client.SendAsync(request, Stop);
        Assert.Equal(expectedLarge, await ReadAsync(answer));
        string[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => AnswerAsync(service, TestService.Form(i == 3 ? large : small))));
        Assert.All(answers.Index(), answer => Assert.Equal(answer.Index == 3 ? expectedLarge : expectedSmall, answer.Item));
        Assert.Equal(0, UsedBytes(service));
    }

    [Fact]
    public async Task A_batch_keeps_its_files_in_memory_one_by_one()
    {
        await using TestService service = await TestService.StartAsync("MemoryUploadMegabytes=1", "UploadMemoryMegabytes=1");
        using var form = new MultipartFormDataContent();
        byte[] small = TestClip.Wav(5);
        byte[] large = TestClip.Wav(60);
        foreach (byte[] clip in (byte[][])[small, large, small, [1, 2, 3], small])
        {
            form.Add(new ByteArrayContent(clip), "file", "clip.wav");
        }

        using HttpResponseMessage answer = await service.Client.PostAsync("/predict/batch", form, Stop);
        string[] lines = (await answer.Content.ReadAsStringAsync(Stop)).Trim().Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Single(lines, line => line.Contains("\"error\"", StringComparison.Ordinal));
        await WaitUntilAsync(() => UsedBytes(service) == 0);
    }

    [Fact]
    public async Task Uploads_that_end_early_give_their_memory_back()
    {
        await using TestService service = await TestService.StartAsync("UploadTimeoutSeconds=2", $"TemporaryFolder={_folder.Path}");
        string own = Assert.Single(Directory.GetDirectories(_folder.Path));
        using RawClient waiting = await RawClient.OpenAsync(service.Url, RawClient.Upload());
        using (RawClient cut = await RawClient.OpenAsync(service.Url, RawClient.Upload()))
        {
            await cut.SendAsync(new string('x', 200_000));
            await WaitUntilAsync(() => UsedBytes(service) > 200_000);
            string metrics = await service.Client.GetStringAsync("/metrics", Stop);
            Assert.DoesNotContain("genrenet_server_uploads_memory_bytes{otel_scope_name=\"GenreNet.Server\"} 0\n", metrics, StringComparison.Ordinal);
            Assert.Contains("genrenet_server_uploads_memory_bytes{", metrics, StringComparison.Ordinal);
            Assert.Equal("lock", Path.GetFileName(Assert.Single(Directory.GetFiles(own))));
        }

        // One was cut, and the other takes too long.
        Assert.StartsWith("HTTP/1.1 408", await waiting.ReadAsync(), StringComparison.Ordinal);
        using HttpResponseMessage damaged = await service.Client.PostAsync("/predict", TestService.Form([1, 2, 3]), Stop);
        Assert.NotEqual(HttpStatusCode.OK, damaged.StatusCode);
        await WaitUntilAsync(() => UsedBytes(service) == 0);
    }

    /// <summary>The memory of a service that uploads take.</summary>
    internal static long UsedBytes(TestService service) => service.Services.GetRequiredService<UploadMemory>().UsedBytes;

    /// <summary>The answer of a service, without what depends on the name of the file.</summary>
    internal static async Task<string> AnswerAsync(TestService service, HttpContent content)
    {
        using HttpResponseMessage answer = await service.Client.PostAsync("/predict", content, Stop);
        return await ReadAsync(answer);
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        JsonNode json = JsonNode.Parse(text)!;
        // Sentences name the file, and a body has no name.
        json["warnings"] = json["warnings"]!.AsArray().Count;
        return json.ToJsonString();
    }

    private static async Task WaitUntilAsync(Func<bool> isSo)
    {
        for (int i = 0; i < 600 && !isSo(); i++)
        {
            await Task.Delay(50, Stop);
        }

        Assert.True(isSo());
    }
}
