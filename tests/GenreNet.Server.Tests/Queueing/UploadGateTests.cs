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

public sealed class UploadGateTests : IDisposable
{
    private readonly GenreClassifierProvider _classifier = TestModels.Provider();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly ServerMetrics _metrics;
    private readonly ClassificationQueue _queue;

    public UploadGateTests()
    {
        _metrics = new ServerMetrics(_services.GetRequiredService<IMeterFactory>(), _classifier);
        _queue = new ClassificationQueue(Options.Create(new ServerOptions { Parallelism = 1 }), _metrics, _time);
    }

    public void Dispose()
    {
        _queue.Dispose();
        _classifier.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void A_client_at_its_limit_does_not_block_other_clients()
    {
        UploadGate gate = Gate(total: 100, perClient: 3);
        Assert.Equal(3, Fill(gate, "ann").Count);
        RequestProblemException problem = Assert.Throws<RequestProblemException>(() => gate.Enter("ann", null, false));
        Assert.Equal(429, problem.Status);
        Assert.Contains("Too many of your uploads", problem.Message, StringComparison.Ordinal);
        Assert.Equal(3, Fill(gate, "bob").Count);
    }

    [Fact]
    public void Without_a_limit_per_client_one_client_uses_at_most_half_of_the_places()
    {
        UploadGate gate = Gate(total: 12, perClient: 0);
        List<UploadGate.Pass> first = Fill(gate, "ann");
        Assert.Equal(6, first.Count);
        Assert.Equal(3, Fill(gate, "bob").Count);
        Assert.Equal(2, Fill(gate, "eve").Count);
        first[0].Dispose();
        first[0].Dispose();
        Assert.Single(Fill(gate, "dan"));
    }

    [Fact]
    public void The_retry_time_depends_on_the_uploads()
    {
        UploadGate gate = Gate(total: 4, perClient: 2);
        UploadGate.Pass slow = gate.Enter("ann", 1000, false);
        UploadGate.Pass batch = gate.Enter("ann", 3000, true);
        _time.Advance(TimeSpan.FromSeconds(10));
        slow.Add(100);
        batch.Add(1000);
        // The first one needs 90 s more, the batch 20 s.
        Assert.Equal(20, Assert.Throws<RequestProblemException>(() => gate.Enter("ann", null, false)).RetryAfterSeconds);
        Assert.Equal(20, gate.BatchRetrySeconds("ann"));
        Assert.Equal(1, gate.BatchRetrySeconds("bob"));
        batch.Dispose();
        gate.Enter("ann", null, false);
        // Its length is not known: as long again as it has taken.
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(5, Assert.Throws<RequestProblemException>(() => gate.Enter("ann", null, false)).RetryAfterSeconds);
        // No upload takes longer than it may: 300 s.
        _time.Advance(TimeSpan.FromSeconds(280));
        Assert.Equal(5, Assert.Throws<RequestProblemException>(() => gate.Enter("ann", null, false)).RetryAfterSeconds);
    }

    [Fact]
    public void A_received_batch_ends_when_its_files_are_classified()
    {
        UploadGate gate = Gate(total: 4, perClient: 2);
        UploadGate.Pass batch = gate.Enter("ann", 1000, isBatch: true);
        batch.Add(1000);
        Assert.Equal(1, gate.BatchRetrySeconds("ann"));
        var end = new TaskCompletionSource<bool>();
        Task<bool> running = _queue.RunAsync("ann", _ => end.Task, isPatient: true, TestContext.Current.CancellationToken);
        Task<bool> waiting = _queue.RunAsync("ann", _ => end.Task, isPatient: true, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(12));
        // The running file is expected to take as long again, and the next one as long as it has taken.
        Assert.Equal(24, gate.BatchRetrySeconds("ann"));
        end.SetResult(true);
        Assert.False(running.IsFaulted || waiting.IsFaulted);
    }

    private static List<UploadGate.Pass> Fill(UploadGate gate, string client)
    {
        var passes = new List<UploadGate.Pass>();
        try
        {
            while (passes.Count < 1000)
            {
                passes.Add(gate.Enter(client, null, false));
            }
        }
        catch (RequestProblemException)
        {
            // Full.
        }

        return passes;
    }

    private UploadGate Gate(int total, int perClient) => new(
        Options.Create(new ServerOptions { MaxUploads = total, MaxUploadsPerClient = perClient }),
        _queue,
        _metrics,
        _time);
}
