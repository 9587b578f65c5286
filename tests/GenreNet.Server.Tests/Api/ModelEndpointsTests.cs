using System.Text.Json.Nodes;
using GenreNet.Server.Api;
using GenreNet.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GenreNet.Server.Tests.Api;

public sealed class ModelEndpointsTests(SharedService shared) : IClassFixture<SharedService>
{
    [Fact]
    public async Task Genres_and_card_are_returned()
    {
        JsonNode genres = await JsonAsync("/genres");
        JsonNode card = await JsonAsync("/model");
        Assert.Equal(10, genres["genres"]!.AsArray().Count);
        Assert.True(JsonNode.DeepEquals(genres["genres"], card["genres"]));
        Assert.Equal("Joined", (string?)card["features"]!["kind"]);
    }

    [Fact]
    public async Task Health_is_returned_without_a_path()
    {
        Assert.Equal("Healthy", (string?)(await JsonAsync("/health/live"))["status"]);
        JsonNode ready = await JsonAsync("/health/ready");
        Assert.Contains((string?)ready["status"], (string[])["Healthy", "Degraded"]);
        Assert.Equal(["model", "reload", "running", "uploads"], ready["checks"]!.AsObject().Select(check => check.Key).Order());
    }

    [Fact]
    public async Task The_document_describes_every_endpoint_and_its_problems()
    {
        JsonNode document = await JsonAsync("/openapi.json");
        Assert.Equal(["/genres", "/model", "/predict", "/predict/batch"], document["paths"]!.AsObject().Select(path => path.Key).Order());
        JsonNode predict = document["paths"]!["/predict"]!["post"]!;
        Assert.Equal(["top", "timeline", "timeline_seconds"], predict["parameters"]!.AsArray().Select(parameter => (string?)parameter!["name"]));
        Assert.NotNull(predict["requestBody"]!["content"]!["multipart/form-data"]!["schema"]!["properties"]!["file"]);
        Assert.Equal(["200", "400", "401", "408", "413", "415", "422", "429", "503"], predict["responses"]!.AsObject().Select(response => response.Key).Order());
        string[] fields = [.. document["components"]!["schemas"]!["PredictionResponse"]!["properties"]!.AsObject().Select(property => property.Key)];
        Assert.Contains("predicted_genre", fields);
        Assert.Contains("duration_seconds", fields);
    }

    [Fact]
    public async Task Pages_have_security_headers()
    {
        using HttpResponseMessage page = await shared.Client.GetAsync("/", TestContext.Current.CancellationToken);
        string policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.Empty(page.Headers.Server);
        string html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    private async Task<JsonNode> JsonAsync(string path) =>
        JsonNode.Parse(await shared.Client.GetStringAsync(path, TestContext.Current.CancellationToken))!;

    [Fact]
    public async Task The_document_is_generated_once()
    {
        await using TestService service = await TestService.StartAsync();
        var document = service.Services.GetRequiredService<ApiDocumentBytes>();
        byte[] bytes = await document.GetAsync();
        Assert.Same(bytes, await document.GetAsync());
        Assert.Equal(bytes, await service.Client.GetByteArrayAsync("/openapi.json?again", TestContext.Current.CancellationToken));
    }
}
