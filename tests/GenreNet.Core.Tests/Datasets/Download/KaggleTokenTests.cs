using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Download;

public class KaggleTokenTests
{
    private const string Key = "0123456789abcdef-secret";
    private const string Header = "Basic YW5uYTowMTIzNDU2Nzg5YWJjZGVmLXNlY3JldA==";

    [Fact]
    public void The_token_is_found_in_the_locations_of_Kaggles_tools()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string?> { ["HOME"] = folder.Path };
        Assert.Null(Find(environment));
        File.WriteAllText(folder.File(".kaggle", "kaggle.json"), $$"""{"username":"home","key":"{{Key}}"}""");
        Assert.Equal("home", Find(environment)?.UserName);
        File.WriteAllText(folder.File("elsewhere", "kaggle.json"), $$"""{"username":"elsewhere","key":"{{Key}}"}""");
        environment["KAGGLE_CONFIG_DIR"] = Path.Combine(folder.Path, "elsewhere");
        Assert.Equal("elsewhere", Find(environment)?.UserName);
        environment["KAGGLE_USERNAME"] = "anna";
        Assert.Equal("elsewhere", Find(environment)?.UserName);
        environment["KAGGLE_KEY"] = Key;
        Assert.Equal(("anna", Header), (Find(environment)?.UserName, Find(environment)?.ToHeader().ToString()));
    }

    [Theory]
    [InlineData("""{"username":"anna","key":"0123456789abcdef-secret",}}""")]
    [InlineData("""{"username":"anna"}""")]
    [InlineData("""{"username":"0123456789abcdef-secret","key":""}""")]
    [InlineData("null")]
    public void A_damaged_token_file_is_named_but_not_quoted(string json)
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("kaggle.json");
        File.WriteAllText(file, json);
        var problem = Assert.Throws<DatasetException>(() => Find(new() { ["KAGGLE_CONFIG_DIR"] = folder.Path }));
        Assert.StartsWith(file, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_a_token_does_not_contain_the_key() => Assert.Equal("anna", new KaggleToken("anna", Key).ToString());

    [Fact]
    public async Task The_token_is_sent_to_Kaggle_but_not_to_redirect_targets()
    {
        byte[] archive = Archives.Dataset();
        using var storage = new FaultyServer(request => ServerReply.File(request, archive) with { CutAfter = request.Number == 0 ? 60_000 : null });
        using var kaggle = new FaultyServer(request => new ServerReply { Status = 302, Headers = [$"Location: {storage.Url($"/signed?{request.Number}")}"] });
        using var run = new DownloadRun();
        run.Options = run.Options with { KaggleToken = new KaggleToken("anna", Key) };
        await run.Of(DownloadRun.At(kaggle.Url(), Archives.Sum(archive)) with { NeedsKaggleToken = true });
        Assert.Equal([Header, Header], kaggle.Requests.Select(request => request.Headers["Authorization"]));
        Assert.Equal([("/signed?0", null), ("/signed?1", 60_000L)], storage.Requests.Select(request => (request.Path, request.From)));
        Assert.All(storage.Requests, request => Assert.False(request.Headers.ContainsKey("Authorization")));
        Assert.DoesNotContain("secret", string.Join('\n', run.Reports), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_the_next_source_is_tried()
    {
        byte[] archive = Archives.Dataset();
        using var server = new FaultyServer(request => ServerReply.File(request, archive));
        using var run = new DownloadRun();
        DatasetArchive kaggle = DownloadRun.At(server.Url("/kaggle")) with { NeedsKaggleToken = true };
        await run.Of(kaggle, DownloadRun.At(server.Url(), Archives.Sum(archive)));
        Assert.Contains("a Kaggle token is required: set KAGGLE_USERNAME and KAGGLE_KEY", run.Notes, StringComparison.Ordinal);
        Assert.Equal("/archive.tar.gz", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task The_token_is_never_sent_unencrypted_and_a_rejection_is_explained()
    {
        using var server = new FaultyServer(_ => new ServerReply { Status = 403 });
        using var run = new DownloadRun();
        run.Options = run.Options with { KaggleToken = new KaggleToken("anna", Key) };
        DatasetArchive archive = DownloadRun.At(server.Url()) with { NeedsKaggleToken = true };
        Assert.Contains("403 (Forbidden): the Kaggle token was rejected", await run.FailureOf(archive), StringComparison.Ordinal);
        Assert.Contains("only sent over https", await run.FailureOf(archive with { Url = new Uri("http://kaggle.invalid/x") }), StringComparison.Ordinal);
    }

    private static KaggleToken? Find(Dictionary<string, string?> environment) => KaggleToken.Find(name => environment.GetValueOrDefault(name));
}
