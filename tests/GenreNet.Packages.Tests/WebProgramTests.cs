using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using GenreNet.Packages.Tests.Support;

namespace GenreNet.Packages.Tests;

/// <summary>A web service outside the repository that has the package from a feed.</summary>
[Slow]
public partial class WebProgramTests(Feed feed)
{
    private const string Program = """
        using GenreNet.Inference;
        using GenreNet.Inference.Hosting;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddGenreClassifier();
        builder.Services.AddHealthChecks().AddCheck<GenreClassifierHealthCheck>("genre");
        var app = builder.Build();
        app.MapHealthChecks("/health");
        app.MapPost("/genre", async (HttpRequest request, GenreClassifier classifier, CancellationToken token) =>
            Results.Ok(new { (await classifier.ClassifyAsync(request.Body, cancellationToken: token)).Genre }));
        app.Run();
        """;

    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_service_returns_the_result_of_the_console_program()
    {
        string folder = feed.Write("web", "Microsoft.NET.Sdk.Web", Program, string.Empty);
        Tool.Dotnet(folder, "build", "-c", "Release");
        using Process process = Tool.Start(folder, "dotnet", "bin/Release/net10.0/web.dll", "--urls", "http://127.0.0.1:0");
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
