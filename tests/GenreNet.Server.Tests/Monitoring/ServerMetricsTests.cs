using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Monitoring;

[Collection(typeof(Alone))]
public sealed class ServerMetricsTests
{
    [Fact]
    public async Task Connections_beyond_the_limit_are_counted()
    {
        await using TestService service = await TestService.StartAsync("MaxConnectionsPerAddress=3");
        // The connection of this client remains open.
        Assert.Equal(0, await RefusedAsync(service));
        var clients = new List<RawClient>();
        string answer;
        do
        {
            clients.Add(await RawClient.OpenAsync(service.Url, "GET /genres HTTP/1.1\r\nHost: here\r\n\r\n"));
            answer = await clients[^1].ReadAsync("]}");
        }
        while (answer.Length > 0 && clients.Count < 10);

        Assert.Equal(3, clients.Count);
        Assert.Equal(1, await RefusedAsync(service));
        clients.ForEach(client => client.Dispose());
    }

    private static async Task<double> RefusedAsync(TestService service) =>
        (await Scrape.ReadAsync(service.Client)).Value("genrenet_server_connections_refused_total");
}
