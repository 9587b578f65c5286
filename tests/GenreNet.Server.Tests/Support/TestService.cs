using System.Net.Http.Headers;
using GenreNet.Server.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GenreNet.Server.Tests.Support;

/// <summary>The whole service on a free port of this machine.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestService(WebApplication app)
    {
        _app = app;
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient { BaseAddress = Url };
    }

    public Uri Url { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it.</summary>
    /// <param name="settings">Settings of <see cref="ServerOptions"/>, as <c>--set</c> takes them.</param>
    public static Task<TestService> StartAsync(params string[] settings) =>
        StartWithAsync([.. settings.Select(text => ServerHost.Setting(text)!.Value).Select(setting => (setting.Key, setting.Value!))]);

    /// <summary>Starts it with settings by their full names, such as <c>GenreNet:ModelPath</c>.</summary>
    public static async Task<TestService> StartWithAsync(params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        all["urls"] = "http://127.0.0.1:0";
        all["Logging:LogLevel:Default"] = "None";
        WebApplication app = ServerHost.Build(all);
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            return new TestService(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>A form as clients send it.</summary>
    public static MultipartFormDataContent Form(byte[] file, string name = "clip.wav", string? actualGenre = null)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } };
        if (actualGenre is not null)
        {
            form.Add(new StringContent(actualGenre), "actual_genre");
        }

        return form;
    }

    /// <summary>A body that is the file itself.</summary>
    public static ByteArrayContent Body(byte[] file, string type = "audio/wav") => new(file) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
