using System.Text.Json.Nodes;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Page;

/// <summary>The example clips that the page offers are served.</summary>
public sealed class ExampleFilesTests(SharedService shared) : IClassFixture<SharedService>
{
    [Fact]
    public async Task The_index_lists_clips_that_are_served_as_audio()
    {
        using HttpResponseMessage index = await shared.Client.GetAsync("/examples/index.json", TestContext.Current.CancellationToken);
        Assert.Equal("application/json", index.Content.Headers.ContentType!.MediaType);
        JsonArray clips = JsonNode.Parse(await index.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsArray();
        Assert.Equal(10, clips.Count);
        foreach (JsonNode? clip in clips)
        {
            string name = (string)clip!["file"]!;
            using HttpResponseMessage file = await shared.Client.GetAsync($"/examples/{name}", TestContext.Current.CancellationToken);
            Assert.Equal("audio/ogg", file.Content.Headers.ContentType!.MediaType);
            Assert.Equal(
                await File.ReadAllBytesAsync(Path.Combine(RepositoryRoot.Path, "examples", name), TestContext.Current.CancellationToken),
                await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Other_files_of_the_folder_are_not_served()
    {
        using HttpResponseMessage missing = await shared.Client.GetAsync("/examples/README.md", TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, missing.StatusCode);
    }
}
