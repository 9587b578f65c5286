using GenreNet.Core.Tests.Support;

namespace GenreNet.Training.Tests.Cli;

public sealed class DownloadCommandTests : IDisposable
{
    private static readonly byte[] Archive = Archives.Dataset();
    private static readonly string Sum = Archives.Sum(Archive);

    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder.Path, "gtzan");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_dataset_is_downloaded_once()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        string[] arguments = ["download", "gtzan", "--out", Target, "--url", server.Url().ToString(), "--sha256", Sum];
        CliRun first = CliRun.Of(arguments);
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains($"Wrote {Target}: 4 files, 0.2 MB, from {server.Url()}, sha256 {Sum}.", first.Output, StringComparison.Ordinal);
        Assert.Contains("Downloading: 0.2/0.2 MB", first.Output, StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetFiles(Target, "*.wav", SearchOption.AllDirectories).Length);
        CliRun second = CliRun.Of(arguments);
        Assert.Equal((0, ""), (second.ExitCode, second.Error));
        Assert.Contains("is already complete", second.Output, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Without_a_checksum_download_warns_and_prints_the_checksum()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        CliRun run = CliRun.Of("download", "gtzan", "--out", Target, "--url", server.Url().ToString());
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("warning: ", run.Error, StringComparison.Ordinal);
        Assert.Contains($"Its sha256 is {Sum}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_reported_in_one_line()
    {
        using var server = new FaultyServer(_ => new ServerReply { Status = 404 });
        CliRun run = CliRun.Of("download", "gtzan", "--out", Target, "--url", server.Url().ToString());
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal($"genrenet: Cannot download the archive ({server.Url()}): the server returned 404 (NotFound).", run.Error.Trim());
    }

    [Fact]
    public void An_interrupted_download_keeps_the_received_bytes()
    {
        using var stop = new CancellationTokenSource();
        using var server = new FaultyServer(request =>
        {
            _ = StopWhenReceivedAsync();
            return ServerReply.File(request, Archive) with { CutAfter = 100_000, Stalls = true };
        });

        async Task StopWhenReceivedAsync()
        {
            while (!Directory.Exists($"{Target}.partial") || Directory.GetFiles($"{Target}.partial").All(file => new FileInfo(file).Length < 100_000))
            {
                await Task.Delay(10);
            }

            await stop.CancelAsync();
        }

        CliRun run = CliRun.Of(stop.Token, "download", "gtzan", "--out", Target, "--url", server.Url().ToString());
        Assert.Equal(130, run.ExitCode);
        Assert.False(Directory.Exists(Target));
        Assert.True(Directory.Exists($"{Target}.partial"));
    }

    [Theory]
    [InlineData("download")]
    [InlineData("download", "mnist")]
    [InlineData("download", "gtzan", "--url", "ftp://127.0.0.1/x")]
    [InlineData("download", "gtzan", "--url", "genres.tar.gz")]
    [InlineData("download", "gtzan", "--url", "http://127.0.0.1/x", "--sha256", "abc")]
    [InlineData("download", "gtzan", "--sha256", "24347e0223d2ba798e0a558c4c172d9d4a19c00bb7963fe055d183dadb4ef2c6")]
    public void Wrong_usage_is_reported_before_any_download(params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("See 'genrenet download --help'", run.Error, StringComparison.Ordinal);
    }
}
