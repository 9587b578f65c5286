using System.Diagnostics;
using System.Globalization;
using GenreNet.Catalogue;
using GenreNet.Catalogue.Tests.Support;
using GenreNet.Training.Tests.Cli;

namespace GenreNet.Training.Tests.Deploy;

/// <summary>The scripts of <c>deploy/slurm</c> on a real cluster on loopback: tasks are killed, requeued and cancelled, and the merged rows are those of one process.</summary>
public sealed class SlurmTests(SlurmCluster cluster) : IClassFixture<SlurmCluster>, IDisposable
{
    private const int TrackCount = 2000;
    private const int ShardSize = 50;
    private const int TaskCount = 8;
    private const int Kills = 10;
    private const string ArrayName = "genrenet-classify";

    private static readonly string Scripts = Path.Combine(RepositoryRoot.Path, "deploy", "slurm");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string[] Options = ["--shard-size", $"{ShardSize}", "--embeddings"];

    private readonly TemporaryFolder _folder = new();

    private string Music => Path.Combine(_folder.Path, "music");

    private string Out => Path.Combine(_folder.Path, "results");

    private string Merged => Out + ".parquet";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_array_whose_tasks_are_killed_requeued_and_cancelled_has_the_rows_of_one_process()
    {
        cluster.Require();
        WriteMusic();
        string alone = Path.Combine(_folder.Path, "alone");
        Assert.Equal(0, CliRun.Of(["classify", Music, "--out", alone, .. Options]).ExitCode);

        // The first array is cancelled: its merge job, which waits for all tasks, is removed from the queue.
        string array = await SubmitAsync();
        await WaitAsync(() => Parts() >= 3);
        await cluster.RunAsync("scancel", [array]);
        await WaitAsync(async () => (await cluster.ReadQueueAsync()).Count == 0);
        Assert.InRange(Parts(), 3, (TrackCount / ShardSize) - Kills);
        Assert.False(File.Exists(Merged));
        CliRun early = CliRun.Of("catalogue", "merge", Out, "--out", Merged);
        Assert.Equal(1, early.ExitCode);
        Assert.Contains(" of 40 parts): run the same 'genrenet classify' command again", early.Error, StringComparison.Ordinal);

        // The same command again: its tasks are killed and requeued.
        array = await SubmitAsync();
        int killed = await DisturbAsync();
        Assert.Equal(Kills, killed);
        string logs = string.Concat(Directory.GetFiles(Path.Combine(Out, "log"), $"classify-{array}-*.txt").Select(File.ReadAllText));
        Assert.Contains("genrenet ended with 137. Requeue task", logs, StringComparison.Ordinal);
        Assert.Contains("DUE TO JOB REQUEUE", logs, StringComparison.Ordinal);
        Assert.True(File.Exists(Merged), $"{Parts()} parts\n{logs}\n{cluster.ReadLog()}");
        CatalogueRow[] rows = [.. PartFile.Read(Merged)];
        Assert.Equal(TrackCount, rows.Length);
        Assert.NotEqual(0, rows.Count(row => row.Error is not null));
        Assert.Equal(CatalogueResults.Open(alone).ReadRows(), rows);
    }

    [Fact]
    public async Task A_number_of_tasks_that_is_none_is_an_error()
    {
        cluster.Require();
        InvalidOperationException problem = await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.RunAsync(Path.Combine(Scripts, "submit.sh"), [Music, Out, "0-7"]));
        Assert.Contains("ended with 2: submit.sh: TASKS must be a number", problem.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    private void WriteMusic()
    {
        string clips = Path.Combine(_folder.Path, "clips");
        Clips.WriteCatalogue(clips, 30);
        string[] files = [.. Directory.GetFiles(clips).Order(StringComparer.Ordinal)];
        Directory.CreateDirectory(Music);
        for (int i = 0; i < TrackCount; i++)
        {
            string file = files[i % files.Length];
            File.Copy(file, Path.Combine(Music, $"{i:0000}{Path.GetExtension(file)}"));
        }
    }

    /// <summary>Submits the array and the merge job.</summary>
    /// <returns>The number of the array.</returns>
    private async Task<string> SubmitAsync()
    {
        string program = _folder.File("genrenet");
        await File.WriteAllTextAsync(
            program,
            $"""
            #!/bin/sh
            # The number of the process, which the test kills.
            echo $$ > "{_folder.Path}/process-$SLURM_ARRAY_TASK_ID"
            exec dotnet "{typeof(GenreNetCli).Assembly.Location}" "$@"

            """,
            Token);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        string said = await cluster.RunAsync(Path.Combine(Scripts, "submit.sh"), [Music, Out, $"{TaskCount}", .. Options], ("GENRENET", program));
        Assert.StartsWith("Submitted the array ", said, StringComparison.Ordinal);
        return said.Split(' ')[3];
    }

    /// <summary>Kills running tasks in turn by a signal and by a requeue, until all jobs have ended.</summary>
    private async Task<int> DisturbAsync()
    {
        var random = new Random(3);
        int killed = 0;
        bool hasKilledLast = false;
        int next = Parts();
        var clock = Stopwatch.StartNew();
        while (await cluster.ReadQueueAsync() is { Count: > 0 } queue)
        {
            Assert.True(clock.Elapsed < Patience, "the cluster does not finish its jobs");
            // The script of a task that was killed requeues it, and Slurm then waits for two minutes.
            foreach (SlurmTask task in queue.Where(task => task is { State: "PENDING", Reason: "BeginTime" }))
            {
                await cluster.RunAsync("scontrol", ["update", $"jobid={task.Id}", "StartTime=now"]);
            }

            SlurmTask[] running = [.. queue.Where(task => task is { Name: ArrayName, State: "RUNNING" })];
            if (killed < Kills && running.Length > 0 && Parts() >= next)
            {
                SlurmTask task = hasKilledLast ? running[random.Next(running.Length)] : running.FirstOrDefault(IsLast) ?? running[random.Next(running.Length)];
                if (killed % 2 == 0 ? await KillAsync(task) : await RequeueAsync(task))
                {
                    hasKilledLast |= killed % 2 == 0 && IsLast(task);
                    killed++;
                    next = Parts() + (killed % 2);
                }
            }

            await Task.Delay(50, Token);
        }

        return killed;

        // The script addresses its task by a number, and that of the last task is also the number of the array.
        static bool IsLast(SlurmTask task) => task.Id.EndsWith($"_{TaskCount - 1}", StringComparison.Ordinal);
    }

    private async Task<bool> KillAsync(SlurmTask task)
    {
        string file = Path.Combine(_folder.Path, $"process-{task.Id.Split('_')[1]}");
        if (!File.Exists(file) || !int.TryParse(await File.ReadAllTextAsync(file, Token), CultureInfo.InvariantCulture, out int id))
        {
            return false;
        }

        // The number may be that of an earlier run of the task, and belong to another process by now.
        string commandLine = $"/proc/{id}/cmdline";
        if (!File.Exists(commandLine) || !(await File.ReadAllTextAsync(commandLine, Token)).Contains(Out, StringComparison.Ordinal))
        {
            return false;
        }

        using Process kill = Process.Start("kill", ["-KILL", $"{id}"])!;
        await kill.WaitForExitAsync(Token);
        return kill.ExitCode == 0;
    }

    private async Task<bool> RequeueAsync(SlurmTask task)
    {
        try
        {
            await cluster.RunAsync("scontrol", ["requeue", task.Id]);
            return true;
        }
        catch (InvalidOperationException)
        {
            // The task has just ended.
            return false;
        }
    }

    private int Parts() => Directory.Exists(Out) ? Directory.GetFiles(Out, "part-*.parquet").Length : 0;

    private static Task WaitAsync(Func<bool> isDone) => WaitAsync(() => Task.FromResult(isDone()));

    private static async Task WaitAsync(Func<Task<bool>> isDone)
    {
        var clock = Stopwatch.StartNew();
        while (!await isDone())
        {
            Assert.True(clock.Elapsed < Patience, "the cluster does not continue its jobs");
            await Task.Delay(50, Token);
        }
    }
}
