using System.Text.Json.Nodes;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Api;

public sealed class BatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_file_has_a_line_and_a_bad_file_does_not_stop_the_batch()
    {
        await using TestService service = await TestService.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("rock"), "actual_genre" },
            { new ByteArrayContent(TestClip.Wav(2)), "file", "one.wav" },
            { new ByteArrayContent("a letter"u8.ToArray()), "file", "letter.wav" },
            { new StringContent("jazz"), "actual_genre" },
            { new ByteArrayContent(TestClip.Wav(3)), "file", "two.wav" },
        };
        JsonObject[] lines = await LinesAsync(service, "/predict/batch?top=1", form);
        Assert.Equal(["one.wav", "letter.wav", "two.wav"], lines.OrderBy(line => (int)line["index"]!).Select(line => (string?)line["file"]));
        JsonObject[] ordered = [.. lines.OrderBy(line => (int)line["index"]!)];
        Assert.Equal("rock", (string?)ordered[0]["actual_genre"]);
        Assert.Equal("jazz", (string?)ordered[2]["actual_genre"]);
        Assert.Single(ordered[0]["ranking"]!.AsArray());
        Assert.Equal(415, (int)ordered[1]["error"]!["status"]!);
        Assert.Null(ordered[1]["genre"]);
    }

    [Fact]
    public async Task Lines_of_silent_clips_and_of_clips_without_music_have_warnings()
    {
        await using TestService service = await TestService.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(TestClip.Wav(new float[NonMusic.SampleRate])), "file", "silence.wav" },
            { new ByteArrayContent(TestClip.Wav(NonMusic.Render("white noise"))), "file", "noise.wav" },
        };
        JsonObject[] lines = [.. (await LinesAsync(service, "/predict/batch", form)).OrderBy(line => (int)line["index"]!)];
        Assert.Equal((true, 0.0, "unknown"), ((bool)lines[0]["silent"]!, (double)lines[0]["confidence"]!, (string?)lines[0]["genre"]));
        Assert.Empty(lines[0]["ranking"]!.AsArray());
        Assert.Contains("silence.wav is silent", (string?)lines[0]["warnings"]![0], StringComparison.Ordinal);
        Assert.True((bool)lines[1]["out_of_distribution"]!);
        Assert.Contains("noise.wav differs from", (string?)lines[1]["warnings"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_with_more_files_than_the_queue_limit_is_classified()
    {
        await using TestService service = await TestService.StartAsync("QueueLimit=1", "Parallelism=1");
        using var form = new MultipartFormDataContent();
        byte[] clip = TestClip.Wav(1);
        for (int i = 0; i < 40; i++)
        {
            form.Add(new ByteArrayContent(clip), "file", $"{i}.wav");
        }

        JsonObject[] lines = await LinesAsync(service, "/predict/batch", form);
        Assert.Equal(Enumerable.Range(0, 40), lines.Select(line => (int)line["index"]!).Order());
        Assert.All(lines, line => Assert.NotNull(line["genre"]));
    }

    [Fact]
    public async Task A_truncated_batch_is_reported_in_its_last_line()
    {
        await using TestService service = await TestService.StartAsync("MaxBatchFiles=2");
        using var form = new MultipartFormDataContent();
        for (int i = 0; i < 3; i++)
        {
            form.Add(new ByteArrayContent(TestClip.Wav(1)), "file", $"{i}.wav");
        }

        JsonObject[] lines = await LinesAsync(service, "/predict/batch", form);
        Assert.Equal(3, lines.Length);
        Assert.Equal(413, (int)lines[^1]["error"]!["status"]!);
        Assert.Null(lines[^1]["index"]);
    }

    [Fact]
    public async Task A_request_that_is_not_a_batch_is_rejected()
    {
        await using TestService service = await TestService.StartAsync();
        using HttpResponseMessage body = await service.Client.PostAsync("/predict/batch", TestService.Body(TestClip.Wav(1)), Stop);
        Assert.Equal(415, (int)body.StatusCode);
        using var empty = new MultipartFormDataContent { { new StringContent("rock"), "actual_genre" } };
        using HttpResponseMessage nothing = await service.Client.PostAsync("/predict/batch", empty, Stop);
        Assert.Equal(400, (int)nothing.StatusCode);
        Assert.Equal("application/problem+json", nothing.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<JsonObject[]> LinesAsync(TestService service, string path, HttpContent form)
    {
        using HttpResponseMessage answer = await service.Client.PostAsync(path, form, Stop);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        string text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
    }
}
