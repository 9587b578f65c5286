using GenreNet.Server.Configuration;
using GenreNet.Server.Queueing;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Tests.Queueing;

public sealed class ClassificationThreadsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_runs_on_threads_of_its_own()
    {
        using ClassificationThreads threads = Threads(2);
        bool[] arePooled = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => threads.RunAsync(() => Thread.CurrentThread.IsThreadPoolThread, Stop)));
        Assert.DoesNotContain(true, arePooled);
    }

    [Fact]
    public async Task One_more_than_the_workers_run_at_the_same_time()
    {
        using ClassificationThreads threads = Threads(2);
        using var gate = new ManualResetEventSlim();
        using var started = new CountdownEvent(3);
        int atOnce = 0, most = 0;
        int Work()
        {
            int now = Interlocked.Increment(ref atOnce);
            lock (started)
            {
                most = Math.Max(most, now);
                if (!started.IsSet)
                {
                    started.Signal();
                }
            }

            gate.Wait(Stop);
            return Interlocked.Decrement(ref atOnce);
        }

        Task<int>[] running = [.. Enumerable.Range(0, 10).Select(_ => threads.RunAsync(Work, Stop))];
        started.Wait(Stop);
        gate.Set();
        await Task.WhenAll(running);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Threads_are_reused()
    {
        using ClassificationThreads threads = Threads(3);
        var used = new HashSet<int>();
        for (int i = 0; i < 50; i++)
        {
            used.Add(await threads.RunAsync(() => Environment.CurrentManagedThreadId, Stop));
        }

        Assert.InRange(used.Count, 1, 4);
    }

    [Fact]
    public async Task Exceptions_and_cancellation_reach_the_caller()
    {
        using ClassificationThreads threads = Threads(1);
        await Assert.ThrowsAsync<InvalidDataException>(() => threads.RunAsync<int>(() => throw new InvalidDataException("damaged"), Stop));
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => threads.RunAsync(() => 1, stop.Token));
        Assert.Equal(2, await threads.RunAsync(() => 2, Stop));
    }

    [Fact]
    public async Task Queued_work_is_done_before_the_threads_end()
    {
        ClassificationThreads threads = Threads(1);
        using var gate = new ManualResetEventSlim();
        Task<int>[] running =
        [
            .. Enumerable.Range(0, 5).Select(i => threads.RunAsync(
                () =>
                {
                    gate.Wait(Stop);
                    return i;
                },
                Stop)),
        ];
        threads.Dispose();
        gate.Set();
        int[] results = await Task.WhenAll(running);
        Assert.Equal([0, 1, 2, 3, 4], results);
        await Assert.ThrowsAnyAsync<Exception>(() => threads.RunAsync(() => 1, Stop));
    }

    private static ClassificationThreads Threads(int parallelism) => new(Options.Create(new ServerOptions { Parallelism = parallelism }));
}
