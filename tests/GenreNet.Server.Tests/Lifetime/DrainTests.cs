using System.Net;
using GenreNet.Server.Tests.Deploy;

namespace GenreNet.Server.Tests.Lifetime;

/// <summary>What the service does between the signal to stop and its end.</summary>
public sealed class DrainTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Draining_is_not_ready_but_accepts_requests_until_a_second_signal(string second)
    {
        IgnoredSignal.Skip(second);
        // Far longer than the test waits for the end.
        using ServerProcess service = await ServerProcess.StartAsync(null, "--set", "DrainSeconds=3600");
        using (HttpResponseMessage ready = await NewConnectionAsync(service, "/health/ready"))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }

        service.Terminate();
        await service.LineAsync("Draining for 3600 s");
        using (HttpResponseMessage ready = await NewConnectionAsync(service, "/health/ready"))
        using (HttpResponseMessage live = await NewConnectionAsync(service, "/health/live"))
        using (HttpResponseMessage genres = await NewConnectionAsync(service, "/genres"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            Assert.Equal(HttpStatusCode.OK, genres.StatusCode);
            // Clients are asked to leave, so that none sends into a connection that ends.
            Assert.True(genres.Headers.ConnectionClose);
        }

        Assert.False(service.HasExited);
        service.Signal(second);
        Assert.Equal(0, await service.ExitCodeAsync());
    }

    [Theory]
    [InlineData("DrainSeconds=1")]
    [InlineData("DrainSeconds=0")]
    public async Task A_drain_ends_after_its_time(string drain)
    {
        using ServerProcess service = await ServerProcess.StartAsync(null, "--set", drain);
        service.Terminate();
        Assert.Equal(0, await service.ExitCodeAsync());
        Assert.Equal(drain == "DrainSeconds=1", service.Output.Any(line => line.Contains("Draining", StringComparison.Ordinal)));
    }

    private static async Task<HttpResponseMessage> NewConnectionAsync(ServerProcess service, string path)
    {
        using var client = new HttpClient { BaseAddress = service.Url };
        return await client.GetAsync(path, Stop);
    }
}
