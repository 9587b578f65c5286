using System.Diagnostics;
using System.Globalization;
using GenreNet.Catalogue;
using GenreNet.Catalogue.Tests.Support;
using GenreNet.Core.Features;
using GenreNet.Inference.Tests.Support;
using GenreNet.Training.Tests.Cli;

namespace GenreNet.Training.Tests.Deploy;

/// <summary>
/// The scripts of <c>deploy/slurm</c> on a real cluster on loopback: tasks are killed, requeued and cancelled, and the merged rows are those of
/// one process.
/// </summary>
[Slow]
public sealed class SlurmTests(SlurmCluster cluster) : IClassFixture<SlurmCluster>, IDisposable
{
    private const int TrackCount = 2000;
    private const int ShardSize = 50;
    private const int ShardCount = TrackCount / ShardSize;
    private const int TaskCount = 5;
    private const int Kills = 10;

    // As many as a process downloads at a time (--downloads and the workers of the script), so that it waits for them.
    private const int GatedPerShard = 4;
    private const int FirstGated = 20;

    private static readonly string Scripts = Path.Combine(RepositoryRoot.Path, "deploy", "slurm");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();
    private readonly GatedClips _clips = new(ShardCount);

    private string Music => Path.Combine(_folder.Path, "music.txt");

    private string Out => Path.Combine(_folder.Path, "results");

    private string Merged => Out + ".parquet";

    private string Program => _folder.File("genrenet");

    private string Model => _folder.File("model.onnx");

    private string[] Options => ["--model", Model, "--shard-size", $"{ShardSize}", "--downloads", $"{GatedPerShard}", "--embeddings"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        cluster.CancelAll();
        _clips.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_array_whose_tasks_are_killed_requeued_and_cancelled_has_the_rows_of_one_process()
    {
        cluster.Require();
        WriteMusic();
        // A small model, because most of the time goes into features.
        var model = new TestModel { Slope = 0.05f, Features = FeatureOptions.Default with { SegmentSeconds = 0.3 } };
        await File.WriteAllBytesAsync(Model, model.ToFile(), Token);
        WriteProgram();

        // The first array is cancelled in the middle of its work: its merge job, which waits for all tasks, is removed from the queue.
        string array = await SubmitAsync(tasks: 2);
        for (int shard = 0; shard < 3; shard++)
        {
            await WaitForGateAsync(shard);
            _clips.Open(shard);
        }

        int[] next = [3, 4];
        foreach (int shard in next)
        {
            await WaitForGateAsync(shard);
        }

        await WaitAsync(() => Parts() == 3);
        await cluster.RunAsync("scancel", [array]);
        await WaitForEmptyQueueAsync();
        Array.ForEach(next, _clips.Forget);
        Assert.Equal(3, Parts());
        Assert.False(File.Exists(Merged));
        CliRun early = CliRun.Of("catalogue", "merge", Out, "--out", Merged);
        Assert.Equal(1, early.ExitCode);
        Assert.Contains($" ({ShardCount - 3} of {ShardCount} parts): run the same 'genrenet classify' command again", early.Error, StringComparison.Ordinal);

        // Another one continues, and its tasks are killed and requeued, each twice.
        array = await SubmitAsync(TaskCount);
        await DisturbAsync(array);
        OpenAll();
        await WaitForEmptyQueueAsync();
        string logs = string.Concat(Directory.GetFiles(Path.Combine(Out, "log"), $"classify-{array}-*.txt").Select(File.ReadAllText));
        Assert.True(File.Exists(Merged), $"{Parts()} parts\n{logs}\n{cluster.ReadLog()}");
        Assert.Equal(Kills / 2, Occurrences(logs, "genrenet ended with 137. Requeue task"));
        Assert.Equal(Kills, Occurrences(logs, "DUE TO JOB REQUEUE"));

        string alone = Path.Combine(_folder.Path, "alone");
        Assert.Equal(0, CliRun.Of(["classify", Music, "--out", alone, .. Options]).ExitCode);
        CatalogueRow[] rows = [.. PartFile.Read(Merged)];
        Assert.Equal(TrackCount, rows.Length);
        Assert.Equal(2 * ShardCount, rows.Count(row => row.Error is not null));
        Assert.Equal(CatalogueResults.Open(alone).ReadRows(), rows);
    }

    [Fact]
    public async Task A_number_of_tasks_that_is_none_is_an_error()
    {
        cluster.Require();
        InvalidOperationException problem = await Assert.ThrowsAsync<InvalidOperationException>(
            () => cluster.RunAsync(Path.Combine(Scripts, "submit.sh"), [Music, Out, "0-7"]));
        Assert.Contains("ended with 2: submit.sh: TASKS must be a number", problem.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    /// <summary>Writes a list of clips, in which each shard has gated ones, one that is missing and one that is empty.</summary>
    private void WriteMusic()
    {
        const int Distinct = 40;
        for (int i = 0; i < Distinct; i++)
        {
            Clips.Write(Path.Combine(_folder.Path, "clips", $"{i:000}.wav"), i);
        }

        File.WriteAllBytes(Path.Combine(_folder.Path, "clips", "empty.wav"), []);
        File.WriteAllLines(Music, Enumerable.Range(0, TrackCount).Select(number => (number % ShardSize) switch
        {
            0 => "clips/missing.wav",
            1 => "clips/empty.wav",
            >= FirstGated and < FirstGated + GatedPerShard => _clips.AddressOf(number / ShardSize, number),
            _ => $"clips/{number % Distinct:000}.wav",
        }));
    }

    private void WriteProgram()
    {
        File.WriteAllText(
            Program,
            $"""
            #!/bin/sh
            # The number of the process, which the test kills.
            echo $$ > "{_folder.Path}/process-$SLURM_ARRAY_TASK_ID"
            # A killed process leaves its downloads.
            export TMPDIR="{_folder.Path}"
            exec dotnet "{typeof(GenreNetCli).Assembly.Location}" "$@"

            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Submits the array and the merge job.</summary>
    /// <returns>The number of the array.</returns>
    private async Task<string> SubmitAsync(int tasks)
    {
        string said = await cluster.RunAsync(Path.Combine(Scripts, "submit.sh"), [Music, Out, $"{tasks}", .. Options], ("GENRENET", Program));
        Assert.StartsWith("Submitted the array ", said, StringComparison.Ordinal);
        return said.Split(' ')[3];
    }

    /// <summary>Kills each task once with a signal and once with a requeue, both in the middle of a shard.</summary>
    private async Task DisturbAsync(string array)
    {
        for (int kill = 0; kill < Kills; kill++)
        {
            // The last task first: its number as a job is also that of the array.
            int task = TaskCount - 1 - (kill % TaskCount);
            // The shards that the first array has not finished.
            int[] shards = [.. Enumerable.Range(3, ShardCount - 3).Where(shard => shard % TaskCount == task)];
            int round = kill / TaskCount;
            await WaitForGateAsync(shards[0]);
            if (round > 0)
            {
                // A shard further than before.
                _clips.Open(shards[0]);
                await WaitForGateAsync(shards[1]);
            }

            if (kill % 2 == 0)
            {
                await KillAsync(task);
            }
            else
            {
                await cluster.RunAsync("scontrol", ["requeue", $"{array}_{task}"]);
            }

            _clips.Forget(shards[round]);
        }
    }

    private async Task KillAsync(int task)
    {
        int id = int.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Path, $"process-{task}"), Token), CultureInfo.InvariantCulture);
        using var process = Process.GetProcessById(id);
        process.Kill();
    }

    private void OpenAll()
    {
        for (int shard = 0; shard < ShardCount; shard++)
        {
            _clips.Open(shard);
        }
    }

    private int Parts() => Directory.Exists(Out) ? Directory.GetFiles(Out, "part-*.parquet").Length : 0;

    private static int Occurrences(string text, string words) => text.Split(words).Length - 1;

    private Task WaitForGateAsync(int shard) => WaitAsync(() => _clips.Requests(shard) >= GatedPerShard);

    private Task WaitForEmptyQueueAsync() => WaitAsync(async () => (await cluster.ReadQueueAsync()).Count == 0);

    private Task WaitAsync(Func<bool> isDone) => WaitAsync(() => Task.FromResult(isDone()));

    private async Task WaitAsync(Func<Task<bool>> isDone)
    {
        var clock = Stopwatch.StartNew();
        while (!await isDone())
        {
            Assert.True(clock.Elapsed < Patience, $"The cluster does not continue its jobs.\n{cluster.ReadLog()}");
            // Slurm starts a task that was requeued after two minutes.
            foreach (SlurmTask task in (await cluster.ReadQueueAsync()).Where(task => task is { State: "PENDING", Reason: "BeginTime" }))
            {
                await cluster.RunAsync("scontrol", ["update", $"jobid={task.Id}", "StartTime=now"]);
            }

            await Task.Delay(100, Token);
        }
    }
}
