using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Monitoring.Health;

/// <summary>Readiness shows whether uploads and the prediction log can be stored.</summary>
public sealed class StorageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unwritable_upload_folder_is_not_ready_until_it_is_writable_again()
    {
        using var folder = new TemporaryFolder();
        await using TestService service = await TestService.StartAsync($"TemporaryFolder={folder.Path}");
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(service)).Status);
        string own = Assert.Single(Directory.GetDirectories(folder.Path));
        // A file in its place: not even root can write there.
        Directory.Delete(own, recursive: true);
        await File.WriteAllTextAsync(own, string.Empty, Stop);
        (HttpStatusCode status, JsonNode answer) = await UntilAsync(service, HttpStatusCode.ServiceUnavailable, "Unhealthy");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("folder for uploads is not writable", (string?)answer["checks"]!["uploads"], StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, answer.ToJsonString(), StringComparison.Ordinal);
        File.Delete(own);
        (status, answer) = await UntilAsync(service, HttpStatusCode.OK, null);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.DoesNotContain("cannot", (string?)answer["checks"]!["uploads"], StringComparison.Ordinal);
        // Nothing of the probes is left.
        Assert.Equal("lock", Path.GetFileName(Assert.Single(Directory.GetFiles(own))));
    }

    [Fact]
    public async Task An_unwritable_log_degrades_the_service_and_does_not_stop_predictions()
    {
        using var folder = new TemporaryFolder();
        string log = folder.File("log");
        await using TestService service = await TestService.StartAsync($"PredictionLog={log}");
        Assert.Empty(Directory.GetFileSystemEntries(log));
        Directory.Delete(log);
        await File.WriteAllTextAsync(log, string.Empty, Stop);
        (HttpStatusCode status, JsonNode answer) = await UntilAsync(service, HttpStatusCode.OK, "Degraded", "log", "cannot");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("prediction log is not writable", (string?)answer["checks"]!["log"], StringComparison.Ordinal);
        using HttpResponseMessage predicted = await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(1)), Stop);
        Assert.Equal(HttpStatusCode.OK, predicted.StatusCode);
    }

    [Fact]
    public async Task A_full_disk_is_not_ready_and_prevents_the_start()
    {
        using var folder = new TemporaryFolder();
        Assert.SkipUnless(OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.Path) == 0, "A small file system can be mounted by root only");
        try
        {
            string filler = Path.Combine(folder.Path, "filler");
            await using (TestService service = await TestService.StartAsync($"TemporaryFolder={folder.Path}", "MemoryUploadMegabytes=0"))
            {
                Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(service)).Status);
                Assert.ThrowsAny<IOException>(() => File.WriteAllBytes(filler, new byte[1 << 21]));
                Assert.Equal(HttpStatusCode.ServiceUnavailable, (await UntilAsync(service, HttpStatusCode.ServiceUnavailable, "Unhealthy")).Status);
                using HttpResponseMessage refused = await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(1)), Stop);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            }

            foreach (string setting in (string[])["TemporaryFolder", "PredictionLog"])
            {
                var problem = await Assert.ThrowsAsync<GenreNet.Core.GenreNetException>(() => TestService.StartAsync($"{setting}={folder.Path}"));
                Assert.Contains(folder.Path, problem.Message, StringComparison.Ordinal);
                Assert.Contains("free some space", problem.Message, StringComparison.Ordinal);
            }

            // What was refused leaves nothing either.
            Assert.Equal([filler], Directory.GetFileSystemEntries(folder.Path));
        }
        finally
        {
            Run("umount", folder.Path);
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> ReadyAsync(TestService service)
    {
        using HttpResponseMessage answer = await service.Client.GetAsync("/health/ready", Stop);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!);
    }

    /// <summary>Asks until the answer is as expected: it may be a second old.</summary>
    private static async Task<(HttpStatusCode Status, JsonNode Answer)> UntilAsync(
        TestService service, HttpStatusCode status, string? overall, string check = "uploads", string words = "")
    {
        (HttpStatusCode Status, JsonNode Answer) ready = await ReadyAsync(service);
        for (int i = 0; i < 100 && !(ready.Status == status && (overall is null || (string?)ready.Answer["status"] == overall)
            && ((string?)ready.Answer["checks"]![check])!.Contains(words, StringComparison.Ordinal)); i++)
        {
            await Task.Delay(50, Stop);
            ready = await ReadyAsync(service);
        }

        return ready;
    }
}
