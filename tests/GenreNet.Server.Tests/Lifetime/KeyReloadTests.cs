using System.Diagnostics;
using System.Net;
using GenreNet.Core;
using GenreNet.Server.Lifetime;
using GenreNet.Server.Security;
using GenreNet.Server.Tests.Deploy;
using GenreNet.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GenreNet.Server.Tests.Lifetime;

/// <summary>API keys change while the service runs.</summary>
public sealed class KeyReloadTests : IDisposable
{
    private const string Ann = "0123456789abcdef", Bob = "fedcba9876543210";
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_changed_key_file_is_used_and_a_broken_one_is_not()
    {
        string path = _folder.File("keys.txt");
        await File.WriteAllTextAsync(path, $"# clients\n\nann = {Ann}\n", Stop);
        await using TestService service = await TestService.StartAsync($"ApiKeysFile={path}", "ReloadSeconds=0");
        var reload = service.Services.GetRequiredService<ReloadService>();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), await AskAsync(service.Client));

        await ChangeAsync($"bob={Bob}\n");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), await AskAsync(service.Client));

        foreach (string broken in (string[])["ann=short\n", "no key\n", $"ann={Ann}\nANN={Bob}\n", string.Empty, "# nothing left\n"])
        {
            await ChangeAsync(broken);
            Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), await AskAsync(service.Client));
            Assert.Contains("changed keys cannot be used", await service.Client.GetStringAsync("/health/ready", Stop), StringComparison.Ordinal);
        }

        File.Delete(path);
        reload.Look();
        reload.Look();
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), await AskAsync(service.Client));

        await ChangeAsync($"ann={Ann}\nbob={Bob}\n");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), await AskAsync(service.Client));
        Assert.DoesNotContain("cannot be used", await service.Client.GetStringAsync("/health/ready", Stop), StringComparison.Ordinal);

        async Task ChangeAsync(string text)
        {
            await File.WriteAllTextAsync(path, text, Stop);
            reload.Look();
            reload.Look();
        }
    }

    [Fact]
    public async Task A_revoked_key_stops_working_although_its_file_has_the_same_length_and_time()
    {
        string path = _folder.File("keys.txt");
        var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await File.WriteAllTextAsync(path, $"ann={Ann}\n", Stop);
        File.SetLastWriteTimeUtc(path, time);
        await using TestService service = await TestService.StartAsync($"ApiKeysFile={path}", "ReloadSeconds=0");
        await File.WriteAllTextAsync(path, $"bob={Bob}\n", Stop);
        File.SetLastWriteTimeUtc(path, time);
        var reload = service.Services.GetRequiredService<ReloadService>();
        reload.Look();
        reload.Look();
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), await AskAsync(service.Client));
    }

    [Fact]
    public async Task A_key_file_replaced_by_a_pipe_is_reported_and_does_not_stop_reloads()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test needs mkfifo");
        string path = _folder.File("keys.txt");
        await File.WriteAllTextAsync(path, $"ann={Ann}\n", Stop);
        await using TestService service = await TestService.StartAsync($"ApiKeysFile={path}", "ReloadSeconds=0");
        var reload = service.Services.GetRequiredService<ReloadService>();
        File.Delete(path);
        using (Process pipe = Process.Start("mkfifo", [path]))
        {
            await pipe.WaitForExitAsync(Stop);
        }

        reload.Look();
        reload.Look();
        reload.ReloadAll();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), await AskAsync(service.Client));
        Assert.Contains("changed keys cannot be used", await service.Client.GetStringAsync("/health/ready", Stop), StringComparison.Ordinal);
        File.Delete(path);
        await File.WriteAllTextAsync(path, $"bob={Bob}\n", Stop);
        reload.Look();
        reload.Look();
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), await AskAsync(service.Client));
    }

    [Fact]
    public async Task A_key_file_may_have_comments()
    {
        string path = _folder.File("keys.txt");
        await File.WriteAllTextAsync(path, $"# clients\r\nann={Ann} # until May\r\n  # = nothing\nbob={Bob}#1\t#2", Stop);
        Dictionary<string, string> keys = ApiKeyFile.Read(path);
        Assert.Equal([("ann", Ann), ("bob", Bob + "#1")], keys.Select(key => (key.Key, key.Value)));
    }

    [Theory]
    [InlineData("ann", "bob", "")]
    [InlineData("ann", "", "bob")]
    public async Task A_key_that_two_clients_share_is_rejected(string first, string second, string inSettings)
    {
        string path = _folder.File("keys.txt");
        await File.WriteAllTextAsync(path, $"{first}={Ann}\n" + (second.Length > 0 ? $"{second}={Ann}\n" : string.Empty), Stop);
        string[] settings = [$"ApiKeysFile={path}", .. inSettings.Length > 0 ? [$"ApiKeys:{inSettings}={Ann}"] : Array.Empty<string>()];
        string sentence = (await Assert.ThrowsAsync<GenreNetException>(() => TestService.StartAsync(settings))).Message;
        Assert.EndsWith("have the same API key: use a different key for each client.", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(Ann, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_settings_are_used_and_broken_ones_are_not()
    {
        string settings = _folder.File("appsettings.json");
        await WriteAsync("ann", Ann);
        using ServerProcess service = await ServerProcess.StartAsync(null, _folder.Path, [], "--set", "ReloadSeconds=1");
        using var client = new HttpClient { BaseAddress = service.Url };
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), await AskAsync(client));

        await WriteAsync("bob", Bob);
        await UntilAsync(async () => await AskAsync(client) == (HttpStatusCode.Unauthorized, HttpStatusCode.OK));

        await File.WriteAllTextAsync(settings, "{ \"GenreNet\": ", Stop);
        await UntilAsync(async () => (await client.GetStringAsync("/health/ready", Stop)).Contains("changed settings cannot be used", StringComparison.Ordinal));
        await service.LineAsync("The changed settings cannot be used");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), await AskAsync(client));

        // With no keys in them, the service would be open to everybody.
        await File.WriteAllTextAsync(settings, "{}", Stop);
        await UntilAsync(async () => (await client.GetStringAsync("/health/ready", Stop)).Contains("changed keys cannot be used", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), await AskAsync(client));

        await WriteAsync("ann", Ann);
        await UntilAsync(async () => await AskAsync(client) == (HttpStatusCode.OK, HttpStatusCode.Unauthorized));
        Assert.DoesNotContain("cannot be used", await client.GetStringAsync("/health/ready", Stop), StringComparison.Ordinal);

        Task WriteAsync(string name, string key) => File.WriteAllTextAsync(settings, $"{{\"GenreNet\":{{\"Server\":{{\"ApiKeys\":{{\"{name}\":\"{key}\"}}}}}}}}", Stop);
    }

    [Fact]
    public async Task A_hang_up_signal_reloads_immediately()
    {
        IgnoredSignal.Skip("HUP");
        string path = _folder.File("keys.txt");
        await File.WriteAllTextAsync(path, $"ann={Ann}\n", Stop);
        using ServerProcess service = await ServerProcess.StartAsync(null, "--set", $"ApiKeysFile={path}", "ReloadSeconds=0");
        using var client = new HttpClient { BaseAddress = service.Url };
        await File.WriteAllTextAsync(path, $"bob={Bob}\n", Stop);
        service.Signal("HUP");
        await service.LineAsync("Reloaded: keys");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), await AskAsync(client));
        service.Terminate();
        Assert.Equal(0, await service.ExitCodeAsync());
    }

    private static async Task UntilAsync(Func<Task<bool>> isReached)
    {
        for (int i = 0; i < 600; i++)
        {
            if (await isReached())
            {
                return;
            }

            await Task.Delay(50, Stop);
        }

        Assert.Fail("The change was not noticed.");
    }

    private static async Task<(HttpStatusCode Ann, HttpStatusCode Bob)> AskAsync(HttpClient client)
    {
        var statuses = new List<HttpStatusCode>();
        foreach (string key in (string[])[Ann, Bob])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/genres") { Headers = { { "X-Api-Key", key } } };
            using HttpResponseMessage answer = await client.SendAsync(request, Stop);
            statuses.Add(answer.StatusCode);
        }

        return (statuses[0], statuses[1]);
    }
}
