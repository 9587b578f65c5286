using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GenreNet.Server.Logging;
using GenreNet.Server.Tests.Deploy;
using GenreNet.Server.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenreNet.Server.Tests.Logging;

/// <summary>What the service writes to its console.</summary>
public sealed partial class LogTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    // A WAV file whose header is all there is.
    private static readonly byte[] Damaged = [.. TestClip.Wav(1).AsSpan(0, 30)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_request_is_one_line_without_names_queries_and_clients()
    {
        using ServerProcess service = await ServerProcess.StartAsync();
        using var client = new HttpClient { BaseAddress = service.Url };
        byte[] music = TestClip.Wav(2);
        using MultipartFormDataContent form = TestService.Form(music, "secret-name.wav");
        long sent = form.Headers.ContentLength!.Value;
        using HttpResponseMessage answer = await client.PostAsync("/predict?top=3&secret-query=1", form, Stop);
        long received = (await answer.Content.ReadAsByteArrayAsync(Stop)).Length;
        Match line = Access().Match(await service.LineAsync("POST /predict 200"));
        Assert.True(line.Success);
        Assert.Equal((sent, received), (Number(line, 1), Number(line, 2)));

        using (await client.GetAsync("/secret-path?x=1", Stop))
        {
            Assert.Matches(Access(), await service.LineAsync("GET - 404"));
        }

        using (await client.PostAsync("/predict", TestService.Form(Damaged, "secret-name.wav"), Stop))
        {
            // The route is known although the request ended with an exception.
            Assert.Matches(Access(), await service.LineAsync("POST /predict 4"));
        }

        using (await client.GetAsync("/", Stop))
        {
            Assert.Matches(Access(), await service.LineAsync("GET - 200"));
        }

        Assert.Equal(4, service.Output.Count(text => text.Contains("AccessLog", StringComparison.Ordinal)));
        Assert.DoesNotContain(service.Output, text => text.Contains("secret", StringComparison.Ordinal));
        Assert.DoesNotContain(service.Output, text => text.Contains("AccessLog", StringComparison.Ordinal) && text.Contains("127.0.0.1", StringComparison.Ordinal));
        Assert.All(service.Output, text => Assert.Matches(Stamped(), text));
    }

    [Fact]
    public async Task A_body_without_a_length_is_counted_while_reading()
    {
        using ServerProcess service = await ServerProcess.StartAsync();
        using var client = new HttpClient { BaseAddress = service.Url };
        byte[] music = TestClip.Wav(2);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = TestService.Body(music) };
        request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage answer = await client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(music.Length, Number(Access().Match(await service.LineAsync("POST /predict 200")), 1));
    }

    [Fact]
    public async Task A_problem_has_the_trace_id_of_its_log_lines()
    {
        using ServerProcess service = await ServerProcess.StartAsync();
        using var client = new HttpClient { BaseAddress = service.Url };
        foreach ((HttpContent? content, string path) in ((HttpContent?, string)[])[(TestService.Form(Damaged), "/predict"), (null, "/nowhere")])
        {
            using var request = new HttpRequestMessage(content is null ? HttpMethod.Get : HttpMethod.Post, path) { Content = content };
            using HttpResponseMessage answer = await client.SendAsync(request, Stop);
            string trace = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["traceId"]!.GetValue<string>();
            Assert.Matches("^[0-9a-f]{32}$", trace);
            Assert.EndsWith($"trace={trace}", await service.LineAsync($"trace={trace}"), StringComparison.Ordinal);
        }

        // Of the damaged file, the classifier's own line and that of the request.
        string warning = await service.LineAsync("A clip could not be classified");
        string access = await service.LineAsync("POST /predict 4");
        Assert.Equal(warning[^32..], access[^32..]);
    }

    [Fact]
    public async Task The_trace_of_a_client_is_continued_and_named_in_lines_of_batches()
    {
        await using TestService service = await TestService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict/batch") { Content = TestService.Form("no audio at all"u8.ToArray()) };
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        using HttpResponseMessage answer = await service.Client.SendAsync(request, Stop);
        JsonNode line = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!;
        Assert.Equal(Trace, line["error"]!["traceId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("AccessLog=false", 0, "")]
    [InlineData("AccessLogClients=true", 1, "client 127.0.0.1")]
    public async Task The_line_of_a_request_can_be_disabled_or_contain_the_client(string setting, int count, string words)
    {
        using ServerProcess service = await ServerProcess.StartAsync(null, "--set", setting);
        using var client = new HttpClient { BaseAddress = service.Url };
        using (await client.GetAsync("/genres", Stop))
        {
        }

        service.Terminate();
        await service.ExitCodeAsync();
        await service.LineAsync("(end)");
        string[] lines = [.. service.Output.Where(line => line.Contains("GET /genres", StringComparison.Ordinal))];
        Assert.Equal(count, lines.Length);
        Assert.All(lines, line => Assert.Contains(words, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_is_json_if_configured()
    {
        using ServerProcess service = await ServerProcess.StartAsync(null, null, [("Logging__Console__FormatterName", "json")]);
        using var client = new HttpClient { BaseAddress = service.Url };
        using HttpResponseMessage answer = await client.GetAsync("/nowhere", Stop);
        string trace = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["traceId"]!.GetValue<string>();
        JsonNode entry = JsonNode.Parse(await service.LineAsync("AccessLog"))!;
        Assert.Matches(IsoTime(), entry["Timestamp"]!.GetValue<string>());
        JsonNode state = entry["State"]!;
        Assert.Equal(("GET", "-", 404), (state["Method"]!.GetValue<string>(), state["Route"]!.GetValue<string>(), state["Status"]!.GetValue<int>()));
        Assert.Contains(entry["Scopes"]!.AsArray(), scope => scope?["TraceId"]?.GetValue<string>() == trace);
        Assert.All(service.Output, line => Assert.NotNull(JsonNode.Parse(line)!["Message"]));
    }

    [Theory]
    [InlineData("plain", @"^[0-9-]{10}T[0-9:.]{12}Z info ")]
    [InlineData("json", @"""Timestamp"":""[0-9-]{10}T[0-9:.]{12}Z""")]
    [InlineData("simple", "^[0-9-]{10}T[0-9:.]{12}Z info: ")]
    [InlineData("systemd", "^<6>[0-9-]{10}T[0-9:.]{12}Z")]
    public async Task Every_format_writes_the_time_and_none_the_path_of_a_request(string format, string expected)
    {
        using ServerProcess service = await ServerProcess.StartAsync(null, "--set", $"Logging:Console:FormatterName={format}");
        using var client = new HttpClient { BaseAddress = service.Url };
        using HttpResponseMessage answer = await client.GetAsync("/private/song-name.wav?private=song-name", Stop);
        string trace = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["traceId"]!.GetValue<string>();
        using (await client.PostAsync("/predict/?song-name", TestService.Form(Damaged, "song-name.wav"), Stop))
        {
        }

        service.Terminate();
        await service.ExitCodeAsync();
        await service.LineAsync("(end)");
        Assert.Matches(expected, await service.LineAsync("Now listening on"));
        Assert.Contains(service.Output, line => line.Contains("GET - 404", StringComparison.Ordinal) && line.Contains(trace, StringComparison.Ordinal));
        Assert.Contains(service.Output, line => line.Contains("A clip could not be classified", StringComparison.Ordinal));
        foreach (string word in (string[])["private", "song-name", "RequestPath"])
        {
            Assert.DoesNotContain(service.Output, line => line.Contains(word, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Client_input_cannot_forge_a_log_line()
    {
        using var text = new StringWriter();
        const string Message = "one\r\n2026-01-01T00:00:00.000Z info faked\u2028\u001b[31m";
        var problem = new IOException("two\nthree");
        var entry = new LogEntry<string>(LogLevel.Error, "Category", new EventId(7), Message, problem, (state, _) => state);
        using (new Activity("request").SetIdFormat(ActivityIdFormat.W3C).SetParentId($"00-{Trace}-00f067aa0ba902b7-01").Start())
        {
            new PlainFormatter().Write(entry, null, text);
        }

        string line = text.ToString();
        Assert.EndsWith($" trace={Trace}{Environment.NewLine}", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line[..^Environment.NewLine.Length], char.IsControl);
        Assert.Contains("fail Category[7] one  2026-01-01", line, StringComparison.Ordinal);
        Assert.Contains("two three", line, StringComparison.Ordinal);
    }

    private static long Number(Match match, int group) => long.Parse(match.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"AccessLog\[1\] [A-Z]+ \S+ \d{3} \d+\.\d ms, (\d+) bytes in, (\d+) bytes out trace=[0-9a-f]{32}$")]
    private static partial Regex Access();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (info|warn|fail) ")]
    private static partial Regex Stamped();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex IsoTime();
}
