namespace GenreNet.Server.Tests.Support;

/// <summary>A service that the tests of a class share. It has no limit of requests: the tests send more than a client.</summary>
public sealed class SharedService : IAsyncLifetime
{
    private TestService? _service;

    internal TestService Service => _service!;

    internal HttpClient Client => Service.Client;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync("RequestsPerMinute=0");

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
