using System.Diagnostics.Metrics;
using GenreNet.Inference.Hosting;
using GenreNet.Server.Monitoring;
using GenreNet.Server.Queueing;
using GenreNet.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Tests.Queueing;

public sealed class ClassificationQueueTests : IDisposable
{
    private readonly GenreClassifierProvider _classifier = TestModels.Provider();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _classifier.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task So_many_work_so_many_wait_and_the_next_is_refused()
    {
        using ClassificationQueue queue = Queue(parallelism: 2, limit: 3);
        var gate = new TaskCompletionSource();
        int atOnce = 0, most = 0;
        async Task<int> WorkAsync(CancellationToken token)
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            await gate.Task.WaitAsync(token);
            Interlocked.Decrement(ref atOnce);
            return 1;
        }

        Task<int>[] running = [.. Enumerable.Range(0, 5).Select(_ => queue.RunAsync(WorkAsync, isPatient: false, Stop))];
        Assert.Equal(3, queue.Depth);
        RequestProblemException problem = await Assert.ThrowsAsync<RequestProblemException>(() => queue.RunAsync(WorkAsync, isPatient: false, Stop));
        Assert.Equal(429, problem.Status);
        Assert.InRange(problem.RetryAfterSeconds!.Value, 1, 30);
        Assert.Throws<RequestProblemException>(queue.RequireRoom);
        // A batch waits all the same.
        Task<int> patient = queue.RunAsync(WorkAsync, isPatient: true, Stop);
        gate.SetResult();
        await Task.WhenAll(running.Append(patient));
        Assert.Equal(2, most);
        Assert.Equal(0, queue.Depth);
        queue.RequireRoom();
    }

    [Fact]
    public async Task Who_leaves_the_line_makes_room()
    {
        using ClassificationQueue queue = Queue(parallelism: 1, limit: 1);
        var gate = new TaskCompletionSource();
        Task<int> working = queue.RunAsync(async token => { await gate.Task.WaitAsync(token); return 1; }, isPatient: false, Stop);
        using var leaving = new CancellationTokenSource();
        Task<int> waiting = queue.RunAsync(_ => Task.FromResult(2), isPatient: false, leaving.Token);
        Assert.Throws<RequestProblemException>(queue.RequireRoom);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        queue.RequireRoom();
        gate.SetResult();
        Assert.Equal(1, await working);
    }

    [Fact]
    public async Task First_come_first_served()
    {
        using ClassificationQueue queue = Queue(parallelism: 1, limit: 10);
        var gate = new TaskCompletionSource();
        var order = new List<int>();
        Task<int> working = queue.RunAsync(async token => { await gate.Task.WaitAsync(token); return 0; }, isPatient: false, Stop);
        Task<int>[] waiting = [.. Enumerable.Range(1, 5).Select(i => queue.RunAsync(_ => { order.Add(i); return Task.FromResult(i); }, isPatient: false, Stop))];
        gate.SetResult();
        await Task.WhenAll(waiting.Append(working));
        Assert.Equal([1, 2, 3, 4, 5], order);
    }

    [Fact]
    public async Task Those_of_batches_take_no_place_that_others_could_have()
    {
        using ClassificationQueue queue = Queue(parallelism: 1, limit: 1);
        var gate = new TaskCompletionSource();
        Task<int>[] batch = [.. Enumerable.Range(0, 5).Select(i => queue.RunAsync(async token => { await gate.Task.WaitAsync(token); return i; }, isPatient: true, Stop))];
        Assert.Equal(4, queue.Depth);
        queue.RequireRoom();
        Task<int> single = queue.RunAsync(_ => Task.FromResult(5), isPatient: false, Stop);
        Assert.Equal(5, queue.Depth);
        Assert.Throws<RequestProblemException>(queue.RequireRoom);
        gate.SetResult();
        Assert.Equal(5, await single);
        await Task.WhenAll(batch);
    }

    [Fact]
    public async Task Who_has_waited_long_enough_is_asked_to_come_again()
    {
        using ClassificationQueue queue = Queue(parallelism: 1, limit: 1, waitSeconds: 1);
        var gate = new TaskCompletionSource();
        Task<int> working = queue.RunAsync(async token => { await gate.Task.WaitAsync(token); return 1; }, isPatient: false, Stop);
        RequestProblemException problem = await Assert.ThrowsAsync<RequestProblemException>(() => queue.RunAsync(_ => Task.FromResult(2), isPatient: false, Stop));
        Assert.Equal(429, problem.Status);
        Assert.Equal(0, queue.Depth);
        gate.SetResult();
        Assert.Equal(1, await working);
    }

    [Fact]
    public async Task Work_that_takes_too_long_is_stopped_and_its_place_is_free()
    {
        using ClassificationQueue queue = Queue(parallelism: 1, limit: 1, seconds: 1);
        RequestProblemException problem = await Assert.ThrowsAsync<RequestProblemException>(
            () => queue.RunAsync(async token => { await Task.Delay(Timeout.Infinite, token); return 1; }, isPatient: false, Stop));
        Assert.Equal(422, problem.Status);
        Assert.Equal(7, await queue.RunAsync(_ => Task.FromResult(7), isPatient: false, Stop));
    }

    private ClassificationQueue Queue(int parallelism, int limit, int seconds = 60, int waitSeconds = 30) => new(
        Options.Create(new ServerOptions { Parallelism = parallelism, QueueLimit = limit, ClassificationTimeoutSeconds = seconds, QueueTimeoutSeconds = waitSeconds }),
        new ServerMetrics(_services.GetRequiredService<IMeterFactory>(), _classifier));
}
