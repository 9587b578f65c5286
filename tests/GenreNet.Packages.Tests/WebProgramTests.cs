using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>A web service outside the repository that has the package from a feed.</summary>
[Slow]
public partial class WebProgramTests(Feed feed)
{
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_service_returns_the_result_of_the_console_program()
    {
        BuiltProgram program = feed.Programs.Web;
        using Process process = Tool.Start(program.Output, "dotnet", program.Assembly, "--urls", "http://127.0.0.1:0");
        try
        {
            using var client = new HttpClient { BaseAddress = await ListeningAt(process) };
            Assert.NotEqual("Unhealthy", await client.GetStringAsync("/health", _token));
            await using FileStream clip = File.OpenRead(feed.Clip);
            using var body = new StreamContent(clip);
            HttpResponseMessage answer = await client.PostAsync("/genre", body, _token);
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(_token));
            string genre = json.RootElement.GetProperty("genre").GetString()!;
            Assert.StartsWith($"{genre} ", feed.Answer.Output, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private async Task<Uri> ListeningAt(Process process)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_token);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (Address().Match(line) is { Success: true } match)
            {
                // No other code reads the pipe, and a full one would stop the server.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new Uri(match.Groups[1].Value);
            }
        }

        throw new InvalidOperationException($"the server did not start: {await process.StandardError.ReadToEndAsync(_token)}");
    }

    [GeneratedRegex("Now listening on: (http://[^ ]+)")]
    private static partial Regex Address();
}
