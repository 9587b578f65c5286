using System.Diagnostics;
using GenreNet.Catalogue;
using GenreNet.Catalogue.Tests.Support;

namespace GenreNet.Training.Tests.Cli.Catalogue;

/// <summary>Processes of <c>classify</c> that are killed at any moment: the rows are those of one undisturbed process.</summary>
[Slow]
public sealed class ClassifyProcessTests(ClassifyProcessTests.Catalogue catalogue, PostgresServer server)
    : IClassFixture<ClassifyProcessTests.Catalogue>, IClassFixture<PostgresServer>, IDisposable
{
    private const int Kills = 6;

    private readonly TemporaryFolder _folder = new();

    private string Out => Path.Combine(_folder.Path, "out");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task One_process_is_killed_several_times_and_resumed()
    {
        var random = new Random(7);
        int parts = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using Process process = Start();
            // At least one shard further, or the start is killed again and again on a slow machine.
            await WaitForPartsAsync(parts + (kill % 2), process);
            await Task.Delay(random.Next(40), Token);
            process.Kill();
            await process.WaitForExitAsync(Token);
            parts = Parts();
        }

        Assert.InRange(parts, 1, Catalogue.ShardCount);
        await FinishAsync();
        AssertRows();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Workers_of_a_queue_are_killed_at_random_and_replaced(bool isPostgres)
    {
        string connection = isPostgres ? server.Connection() : Path.Combine(_folder.Path, "queue.db");
        string[] options = ["--queue", connection, "--lease-seconds", "2"];
        var random = new Random(11);
        List<Process> workers = [.. Enumerable.Range(0, 3).Select(_ => Start(options))];
        for (int kill = 0; kill < Kills; kill++)
        {
            int index = random.Next(workers.Count);
            await WaitForPartsAsync(Math.Min(Parts() + (kill % 2), Catalogue.ShardCount), workers[index]);
            await Task.Delay(random.Next(60), Token);
            workers[index].Kill();
            await workers[index].WaitForExitAsync(Token);
            workers[index].Dispose();
            workers[index] = Start(options);
        }

        foreach (Process worker in workers)
        {
            await worker.WaitForExitAsync(Token);
            Assert.Equal(0, worker.ExitCode);
            worker.Dispose();
        }

        AssertRows();
    }

    [Fact]
    public async Task Two_processes_on_the_same_shards_make_the_same_rows()
    {
        using Process one = Start();
        using Process two = Start();
        await Task.WhenAll(one.WaitForExitAsync(Token), two.WaitForExitAsync(Token));
        Assert.Equal((0, 0), (one.ExitCode, two.ExitCode));
        AssertRows();
    }

    [Fact]
    public async Task A_signal_ends_the_command_with_its_exit_code()
    {
        IgnoredSignal.Skip("INT");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no POSIX signals");
        using Process process = Start();
        await WaitForPartsAsync(1, process);
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(Token);
        }

        await process.WaitForExitAsync(Token);
        // The process may have finished before the signal.
        Assert.Equal(Parts() == Catalogue.ShardCount ? process.ExitCode : 130, process.ExitCode);
        await FinishAsync();
        AssertRows();
    }

    private async Task FinishAsync()
    {
        using Process last = Start();
        await last.WaitForExitAsync(Token);
        Assert.Equal(0, last.ExitCode);
    }

    private void AssertRows()
    {
        var results = CatalogueResults.Open(Out);
        Assert.True(results.IsComplete);
        Assert.Equal(catalogue.Rows, results.ReadRows());
    }

    private int Parts() => Directory.Exists(Out) ? Directory.GetFiles(Out, "part-*.parquet").Length : 0;

    private async Task WaitForPartsAsync(int count, Process process)
    {
        while (Parts() < count && !process.HasExited)
        {
            await Task.Delay(5, Token);
        }
    }

    private Process Start(params string[] options)
    {
        string[] arguments = [typeof(GenreNetCli).Assembly.Location, "classify", catalogue.Music, "--out", Out, "--shard-size", $"{Catalogue.ShardSize}", "--workers", "2", .. options];
        // Nothing reads the output, so it must not fill a pipe.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" > /dev/null 2>&1", "sh", "dotnet", .. arguments]);
        return Process.Start(start)!;
    }

    /// <summary>The clips, and the rows that one process makes of them.</summary>
    public sealed class Catalogue : IDisposable
    {
        public const int ShardSize = 12;
        public const int ShardCount = 30;

        private readonly TemporaryFolder _folder = new();

        public Catalogue()
        {
            Clips.WriteCatalogue(Music, (ShardSize * ShardCount) - 2);
            string alone = Path.Combine(_folder.Path, "alone");
            Assert.Equal(0, CliRun.Of("classify", Music, "--out", alone, "--shard-size", $"{ShardSize}").ExitCode);
            Rows = [.. CatalogueResults.Open(alone).ReadRows()];
        }

        public string Music => Path.Combine(_folder.Path, "music");

        internal IReadOnlyList<CatalogueRow> Rows { get; }

        public void Dispose() => _folder.Dispose();
    }
}
