using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Deploy;

/// <summary>The machine's nginx with the configuration of <c>deploy</c>; only where the instances are, the port and the folder of temporary files are the test's own.</summary>
internal sealed class Nginx : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder _folder;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    private Nginx(TemporaryFolder folder, Process process, Uri url) => (_folder, _process, Url) = (folder, process, url);

    public Uri Url { get; }

    private static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "nginx")).FirstOrDefault(File.Exists);

    /// <summary>Skips the test on machines without nginx.</summary>
    public static void SkipWhereMissing() => Assert.SkipWhen(Program is null, "nginx is not installed");

    /// <summary>Starts it; the test is skipped where there is none.</summary>
    /// <param name="instances">Where the instances of the service are.</param>
    public static async Task<Nginx> StartAsync(params Uri[] instances)
    {
        SkipWhereMissing();
        var folder = new TemporaryFolder();
        int port = FreePort.Find();
        string configuration = Write(folder, port, instances);
        var start = new ProcessStartInfo(Program!);
        // Who starts it as root still wants to read its own folder.
        foreach (string argument in (string[])["-c", configuration, "-g", Environment.UserName == "root" ? "daemon off; user root;" : "daemon off;"])
        {
            start.ArgumentList.Add(argument);
        }

        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        Process process = Process.Start(start)!;
        var nginx = new Nginx(folder, process, new Uri($"http://127.0.0.1:{port}"));
        process.ErrorDataReceived += (_, line) => nginx._said.Enqueue(line.Data ?? string.Empty);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await nginx.WaitAsync();
        return nginx;
    }

    /// <summary>Takes away where it keeps uploads, as a disk does that breaks.</summary>
    public void LoseTemporaryFiles()
    {
        string folder = _folder.File("nginx-body");
        Directory.Delete(folder, recursive: true);
        File.WriteAllText(folder, string.Empty);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // Its workers go with it; a process that is killed leaves them behind.
            Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
            _process.WaitForExit();
        }

        _process.Dispose();
        _folder.Dispose();
    }

    private static string Write(TemporaryFolder folder, int port, Uri[] instances)
    {
        string deploy = Path.Combine(RepositoryRoot.Path, "deploy");
        string configuration = folder.File("nginx.conf");
        File.WriteAllText(configuration, File.ReadAllText(Path.Combine(deploy, "nginx.conf")).Replace("/tmp/", folder.Path + "/", StringComparison.Ordinal));
        File.WriteAllText(folder.File("listen.conf"), File.ReadAllText(Path.Combine(deploy, "listen.conf")).Replace("listen 8080", $"listen 127.0.0.1:{port}", StringComparison.Ordinal));
        IEnumerable<string> lines = File.ReadLines(Path.Combine(deploy, "upstreams.conf"));
        string[] servers = [.. lines.Where(IsServer)];
        string options = servers[0].TrimStart()["server server-1:5050".Length..];
        File.WriteAllLines(
            folder.File("upstreams.conf"), lines.SelectMany(line => !IsServer(line) ? [line] : line == servers[0] ? instances.Select(url => $"server {url.Authority}{options}") : []));
        File.Copy("/etc/nginx/mime.types", folder.File("mime.types"));
        return configuration;
    }

    private static bool IsServer(string line) => line.TrimStart().StartsWith("server ", StringComparison.Ordinal);

    private async Task WaitAsync()
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            Assert.False(_process.HasExited, $"nginx refuses its configuration: {string.Join('\n', _said)}");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Url.Port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException) when (clock.Elapsed < Patience)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }
}
