using GenreNet.Server.Monitoring;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace GenreNet.Server.Tests.Monitoring.Health;

public sealed class CachedCheckTests
{
    private static readonly HealthCheckContext Context = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_most_one_check_runs_per_second()
    {
        var check = new Counting();
        var cached = new CachedCheck(check, _time);
        Task<HealthCheckResult>[] asked = [.. Enumerable.Range(0, 50).Select(_ => cached.CheckHealthAsync(Context, Stop))];
        check.Gate.SetResult();
        Assert.All(await Task.WhenAll(asked), result => Assert.Equal(HealthStatus.Healthy, result.Status));
        _time.Advance(TimeSpan.FromSeconds(0.9));
        await cached.CheckHealthAsync(Context, Stop);
        Assert.Equal(1, check.Count);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await cached.CheckHealthAsync(Context, Stop);
        Assert.Equal(2, check.Count);
    }

    [Fact]
    public async Task A_hanging_check_fails_and_is_not_started_again()
    {
        var check = new Counting();
        var cached = new CachedCheck(check, _time);
        for (int i = 0; i < 3; i++)
        {
            Task<HealthCheckResult> asked = cached.CheckHealthAsync(Context, Stop);
            _time.Advance(CachedCheck.LongestCheck);
            Assert.Equal(HealthStatus.Unhealthy, (await asked).Status);
        }

        check.Gate.SetResult();
        await check.Done.Task;
        Assert.Equal(1, check.Count);
    }

    private sealed class Counting : IHealthCheck
    {
        private int _count;

        public TaskCompletionSource Gate { get; } = new();

        public TaskCompletionSource Done { get; } = new();

        public int Count => _count;

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);
            await Gate.Task;
            Done.TrySetResult();
            return HealthCheckResult.Healthy();
        }
    }
}
