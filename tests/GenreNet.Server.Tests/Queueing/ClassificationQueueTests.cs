using System.Diagnostics.Metrics;
using GenreNet.Inference.Hosting;
using GenreNet.Server.Configuration;
using GenreNet.Server.Monitoring;
using GenreNet.Server.Problems;
using GenreNet.Server.Queueing;
using GenreNet.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GenreNet.Server.Tests.Queueing;

public sealed class ClassificationQueueTests : IDisposable
{
    private readonly GenreClassifierProvider _classifier = TestModels.Provider();
    private readonly FakeTimeProvider _time = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _classifier.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task A_file_beyond_the_workers_and_the_queue_is_rejected()
    {
        using ClassificationQueue queue = Queue(parallelism: 2, limit: 5);
        var gate = new TaskCompletionSource();
        int atOnce = 0, most = 0;
        async Task<int> WorkAsync(CancellationToken token)
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            await gate.Task.WaitAsync(token);
            Interlocked.Decrement(ref atOnce);
            return 1;
        }

        Task<int>[] running = [.. Enumerable.Range(0, 5).Select(_ => queue.RunAsync("ann", WorkAsync, isPatient: false, Stop))];
        Assert.Equal(3, queue.Depth);
        RequestProblemException problem = await Assert.ThrowsAsync<RequestProblemException>(() => queue.RunAsync("ann", WorkAsync, isPatient: false, Stop));
        Assert.Equal(429, problem.Status);
        Assert.InRange(problem.RetryAfterSeconds!.Value, 1, 120);
        // Another client still finds a place.
        queue.RequireRoom("bob");
        Assert.Throws<RequestProblemException>(() => queue.RequireRoom("ann"));
        // A batch waits all the same.
        Task<int> patient = queue.RunAsync("ann", WorkAsync, isPatient: true, Stop);
        gate.SetResult();
        await Task.WhenAll(running.Append(patient));
        Assert.Equal(2, most);
        Assert.Equal(0, queue.Depth);
        queue.RequireRoom("ann");
    }

    [Fact]
    public async Task A_cancelled_file_frees_its_place_in_the_queue()
    {
        using ClassificationQueue queue = Queue(parallelism: 1, limit: 1);
        var gate = new TaskCompletionSource();
        Task<int> working = queue.RunAsync("ann", async token => { await gate.Task.WaitAsync(token); return 1; }, isPatient: false, Stop);
        using var leaving = new CancellationTokenSource();
        Task<int> waiting = queue.RunAsync("ann", _ => Task.FromResult(2), isPatient: false, leaving.Token);
        Assert.Throws<RequestProblemException>(() => queue.RequireRoom("ann"));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        queue.RequireRoom("ann");
        gate.SetResult();
        Assert.Equal(1, await working);
    }

    [Fact]
    public async Task First_come_first_served()
    {
        using ClassificationQueue queue = Queue(parallelism: 1, limit: 10);
        var gate = new TaskCompletionSource();
        var order = new List<int>();
        Task<int> working = queue.RunAsync("ann", async token => { await gate.Task.WaitAsync(token); return 0; }, isPatient: false, Stop);
        Task<int>[] waiting = [.. Enumerable.Range(1, 5).Select(i => queue.RunAsync("ann", _ => { order.Add(i); return Task.FromResult(i); }, isPatient: false, Stop))];
        gate.SetResult();
        await Task.WhenAll(waiting.Append(working));
        Assert.Equal([1, 2, 3, 4, 5], order);
    }

    [Fact]
    public async Task Files_of_batches_take_no_places_of_other_files()
    {
        using ClassificationQueue queue = Queue(parallelism: 1, limit: 1);
        var gate = new TaskCompletionSource();
        Task<int>[] batch = [.. Enumerable.Range(0, 5).Select(i => queue.RunAsync("ann", async token => { await gate.Task.WaitAsync(token); return i; }, isPatient: true, Stop))];
        Assert.Equal(4, queue.Depth);
        queue.RequireRoom("ann");
        Task<int> single = queue.RunAsync("ann", _ => Task.FromResult(5), isPatient: false, Stop);
        Assert.Equal(5, queue.Depth);
        Assert.Throws<RequestProblemException>(() => queue.RequireRoom("ann"));
        gate.SetResult();
        Assert.Equal(5, await single);
        await Task.WhenAll(batch);
    }

    [Fact]
    public async Task A_file_that_waited_too_long_is_rejected_with_a_retry_time()
    {
        using ClassificationQueue queue = Queue(parallelism: 1, limit: 1, waitSeconds: 1);
        var gate = new TaskCompletionSource();
        Task<int> working = queue.RunAsync("ann", async token => { await gate.Task.WaitAsync(token); return 1; }, isPatient: false, Stop);
        Task<int> waiting = queue.RunAsync("ann", _ => Task.FromResult(2), isPatient: false, Stop);
        _time.Advance(TimeSpan.FromSeconds(1));
        RequestProblemException problem = await Assert.ThrowsAsync<RequestProblemException>(() => waiting);
        Assert.Equal(429, problem.Status);
        Assert.Contains("longer than 1 s", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, queue.Depth);
        gate.SetResult();
        Assert.Equal(1, await working);
    }

    [Fact]
    public async Task Work_that_takes_too_long_is_stopped_and_frees_its_place()
    {
        using ClassificationQueue queue = Queue(parallelism: 1, limit: 1, seconds: 1);
        Task<int> working = queue.RunAsync("ann", async token => { await Task.Delay(Timeout.Infinite, token); return 1; }, isPatient: false, Stop);
        _time.Advance(TimeSpan.FromSeconds(1));
        RequestProblemException problem = await Assert.ThrowsAsync<RequestProblemException>(() => working);
        Assert.Equal(422, problem.Status);
        Assert.Equal(7, await queue.RunAsync("ann", _ => Task.FromResult(7), isPatient: false, Stop));
    }

    [Fact]
    public async Task A_file_of_another_client_starts_before_the_files_of_a_batch()
    {
        using ClassificationQueue queue = Queue(parallelism: 1, limit: 10);
        var gate = new TaskCompletionSource();
        var order = new List<string>();
        Task<int> Run(string client, string file, bool isPatient) => queue.RunAsync(
            client,
            async token =>
            {
                lock (order)
                {
                    order.Add(file);
                }

                await gate.Task.WaitAsync(token);
                return 0;
            },
            isPatient,
            Stop);
        // A client whose files are known to take as long: no extra worker for it.
        await queue.RunAsync("bob", _ => { _time.Advance(TimeSpan.FromSeconds(1)); return Task.FromResult(0); }, isPatient: false, Stop);
        await queue.RunAsync("ann", _ => { _time.Advance(TimeSpan.FromSeconds(1)); return Task.FromResult(0); }, isPatient: true, Stop);
        Task<int>[] batch = [.. Enumerable.Range(0, 4).Select(i => Run("ann", $"ann {i}", isPatient: true))];
        Task<int> single = Run("bob", "bob", isPatient: false);
        _time.Advance(TimeSpan.FromSeconds(1));
        gate.SetResult();
        await Task.WhenAll(batch.Append(single));
        Assert.Equal(["ann 0", "bob", "ann 1", "ann 2", "ann 3"], order);
    }

    [Fact]
    public async Task The_retry_time_depends_on_running_files()
    {
        using ClassificationQueue queue = Queue(parallelism: 1, limit: 1);
        var gate = new TaskCompletionSource();
        async Task<int> WorkAsync(CancellationToken token)
        {
            await gate.Task.WaitAsync(token);
            return 1;
        }

        // Files of this client take 50 s.
        await queue.RunAsync("ann", _ => { _time.Advance(TimeSpan.FromSeconds(50)); return Task.FromResult(0); }, isPatient: false, Stop);
        Task<int> running = queue.RunAsync("ann", WorkAsync, isPatient: false, Stop);
        Task<int> waiting = queue.RunAsync("ann", WorkAsync, isPatient: false, Stop);
        // 50 s of each; then 40 s and 50 s.
        Assert.Equal(100, Assert.Throws<RequestProblemException>(() => queue.RequireRoom("ann")).RetryAfterSeconds);
        _time.Advance(TimeSpan.FromSeconds(10));
        RequestProblemException problem = Assert.Throws<RequestProblemException>(() => queue.RequireRoom("ann"));
        Assert.Equal(90, problem.RetryAfterSeconds);
        Assert.Contains("Try again in 90 s.", problem.Message, StringComparison.Ordinal);
        gate.SetResult();
        await Task.WhenAll(running, waiting);
        Assert.Equal(1, queue.RetrySeconds("ann"));
    }

    private ClassificationQueue Queue(int parallelism, int limit, int seconds = 60, int waitSeconds = 30) => new(
        Options.Create(new ServerOptions { Parallelism = parallelism, QueueLimit = limit, ClassificationTimeoutSeconds = seconds, QueueTimeoutSeconds = waitSeconds }),
        new ServerMetrics(_services.GetRequiredService<IMeterFactory>(), _classifier),
        _time);
}
