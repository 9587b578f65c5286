using System.Net;
using GenreNet.Server.Security;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Security;

/// <summary>One address or client cannot take connections and uploads from the others.</summary>
public sealed class ConnectionLimitsTests
{
    private const string Ask = "GET /genres HTTP/1.1\r\nHost: here\r\n\r\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_of_an_address_beyond_the_limit_are_closed_and_others_are_served()
    {
        await using TestService service = await TestService.StartAsync("MaxConnectionsPerAddress=3");
        RawClient[] held = await HoldAsync(service, 3);
        using (RawClient further = await RawClient.OpenAsync(service.Url, Ask))
        {
            Assert.Equal(string.Empty, await further.ReadAsync());
        }

        using (RawClient other = await RawClient.OpenAsync(service.Url, Ask, RawClient.OtherAddress))
        {
            Assert.StartsWith("HTTP/1.1 200", await other.ReadAsync(), StringComparison.Ordinal);
        }

        held[0].Dispose();
        string answer = string.Empty;
        for (int i = 0; i < 100 && answer.Length == 0; i++)
        {
            using RawClient next = await RawClient.OpenAsync(service.Url, Ask);
            answer = await next.ReadAsync();
            await Task.Delay(20, Stop);
        }

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Array.ForEach(held, client => client.Dispose());
    }

    [Fact]
    public async Task A_trusted_proxy_has_no_connection_limit()
    {
        await using TestService service = await TestService.StartAsync("MaxConnectionsPerAddress=3", "TrustedProxies:0=127.0.0.0/8");
        foreach (RawClient client in await HoldAsync(service, 10))
        {
            client.Dispose();
        }
    }

    [Fact]
    public async Task All_connections_together_have_a_limit()
    {
        await using TestService service = await TestService.StartAsync("MaxConnections=3");
        RawClient[] held = await HoldAsync(service, 3);
        using RawClient further = await RawClient.OpenAsync(service.Url, Ask, RawClient.OtherAddress);
        Assert.Equal(string.Empty, await further.ReadAsync());
        Array.ForEach(held, client => client.Dispose());
    }

    [Fact]
    public async Task Slow_uploads_of_one_address_do_not_block_other_clients()
    {
        await using TestService service = await TestService.StartAsync("MaxUploadsPerClient=2");
        using RawClient first = await BeginUploadAsync(service);
        using RawClient second = await BeginUploadAsync(service);
        string refused = await RefusedUploadAsync(service);
        Assert.Contains("Retry-After: ", refused, StringComparison.Ordinal);
        Assert.Contains("Too many of your uploads are in progress", refused, StringComparison.Ordinal);
        using RawClient other = await BeginUploadAsync(service, source: RawClient.OtherAddress);
    }

    [Fact]
    public async Task With_keys_a_client_is_identified_by_its_key()
    {
        const string Ann = "X-Api-Key: 0123456789abcdef\r\n";
        const string Bob = "X-Api-Key: fedcba9876543210\r\n";
        await using TestService service = await TestService.StartAsync("MaxUploadsPerClient=1", "ApiKeys:ann=0123456789abcdef", "ApiKeys:bob=fedcba9876543210");
        using RawClient first = await BeginUploadAsync(service, Ann);
        Assert.Contains("Too many of your", await RefusedUploadAsync(service, Ann), StringComparison.Ordinal);
        using RawClient other = await BeginUploadAsync(service, Bob);
    }

    [Theory]
    [InlineData("/predict")]
    [InlineData("/predict/batch")]
    public async Task An_upload_below_the_lowest_rate_is_ended(string path)
    {
        await using TestService service = await TestService.StartAsync("MinUploadBytesPerSecond=100000", "RateGraceSeconds=2");
        using RawClient slow = await RawClient.OpenAsync(service.Url, RawClient.Upload(path).Replace("audio/wav", "multipart/form-data; boundary=x", StringComparison.Ordinal));
        string answer = await slow.ReadAsync();
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("too slow", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_lowest_rate_an_upload_has_all_of_its_time()
    {
        await using TestService service = await TestService.StartAsync("MinUploadBytesPerSecond=0", "RateGraceSeconds=2", "UploadTimeoutSeconds=4");
        using RawClient slow = await RawClient.OpenAsync(service.Url, RawClient.Upload());
        Assert.Contains("longer than 4 s", await slow.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_with_endless_headers_is_closed()
    {
        await using TestService service = await TestService.StartAsync("RequestHeaderTimeoutSeconds=1");
        using RawClient slow = await RawClient.OpenAsync(service.Url, "POST /predict HTTP/1.1\r\nHost: he");
        Assert.StartsWith("HTTP/1.1 408", await slow.ReadAsync("no such text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_without_a_request_is_closed()
    {
        await using TestService service = await TestService.StartAsync("KeepAliveSeconds=1");
        using RawClient idle = await RawClient.OpenAsync(service.Url, Ask);
        Assert.EndsWith("}", (await idle.ReadAsync("no such text")).TrimEnd().TrimEnd('0').TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::")]
    [InlineData(null, "none")]
    public void A_client_with_IPv6_is_identified_by_its_network(string? address, string expected) =>
        Assert.Equal(expected, ClientAddress.NameOf(address is null ? null : IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("192.0.2.1", true)]
    [InlineData("11.1.2.3", false)]
    [InlineData("2001:db8::1", false)]
    public void Proxies_are_trusted_by_address_and_network(string address, bool expected) =>
        Assert.Equal(expected, ClientAddress.IsIn(IPAddress.Parse(address), ["10.0.0.0/8", "::ffff:192.0.2.1", "not an address"]));

    private static async Task<RawClient[]> HoldAsync(TestService service, int count)
    {
        var clients = new List<RawClient>();
        for (int i = 0; i < count; i++)
        {
            RawClient client = await RawClient.OpenAsync(service.Url, Ask);
            Assert.StartsWith("HTTP/1.1 200", await client.ReadAsync("]}"), StringComparison.Ordinal);
            clients.Add(client);
        }

        return [.. clients];
    }

    /// <summary>Begins an upload. The service asks for the body when it has admitted and counted the upload.</summary>
    private static async Task<RawClient> BeginUploadAsync(TestService service, string headers = "", string source = "127.0.0.1")
    {
        RawClient client = await RawClient.OpenAsync(service.Url, RawClient.Upload("/predict", headers + "Expect: 100-continue\r\n"), source);
        Assert.StartsWith("HTTP/1.1 100", await client.ReadAsync("\r\n\r\n"), StringComparison.Ordinal);
        return client;
    }

    /// <summary>Asks for another upload, which must be rejected, and returns the answer.</summary>
    private static async Task<string> RefusedUploadAsync(TestService service, string headers = "")
    {
        using RawClient client = await RawClient.OpenAsync(service.Url, RawClient.Upload("/predict", headers + "Expect: 100-continue\r\nConnection: close\r\n"));
        string answer = await client.ReadAsync();
        Assert.StartsWith("HTTP/1.1 429", answer, StringComparison.Ordinal);
        return answer;
    }
}
