using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Deploy;

/// <summary>
/// The machine's Prometheus with the configuration of <c>deploy</c>; only the targets, the interval and the folder are the test's own.
/// </summary>
internal sealed class Prometheus : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder;
    private readonly Process _process;
    private readonly HttpClient _client;

    private Prometheus(TemporaryFolder folder, Process process, Uri url) =>
        (_folder, _process, _client) = (folder, process, new HttpClient { BaseAddress = url });

    public static string? PromTool { get; } = Find("promtool");

    private static string? Program { get; } = Find("prometheus");

    /// <summary>Skips the test on machines without Prometheus.</summary>
    public static void SkipWhereMissing() => Assert.SkipWhen(Program is null, "Prometheus is not installed");

    /// <summary>Starts it; the test is skipped where there is none.</summary>
    /// <param name="service">What it scrapes.</param>
    public static async Task<Prometheus> StartAsync(Uri service)
    {
        SkipWhereMissing();
        string monitoring = Path.Combine(RepositoryRoot.Path, "deploy", "monitoring");
        var folder = new TemporaryFolder();
        string configuration = File.ReadAllText(Path.Combine(monitoring, "prometheus.yml")).Replace("15s", "1s", StringComparison.Ordinal);
        IEnumerable<string> lines = configuration.Split('\n')
            .Select(line => line.Contains("targets:", StringComparison.Ordinal) ? $"      - targets: ['{service.Authority}']" : line);
        File.WriteAllLines(folder.File("prometheus.yml"), lines);
        File.Copy(Path.Combine(monitoring, "alerts.yml"), folder.File("alerts.yml"));
        string address = $"127.0.0.1:{FreePort.Find().ToString(CultureInfo.InvariantCulture)}";
        string[] arguments =
        [
            $"--config.file={folder.File("prometheus.yml")}", $"--storage.tsdb.path={folder.File("data")}", $"--web.listen-address={address}",
            "--log.level=error",
        ];
        Process process = Process.Start(new ProcessStartInfo(Program!, arguments) { RedirectStandardError = true })!;
        var prometheus = new Prometheus(folder, process, new Uri($"http://{address}"));
        prometheus._process.BeginErrorReadLine();
        await UntilAsync(prometheus.IsReadyAsync);
        return prometheus;
    }

    /// <summary>Waits until an expression has a value that is a number.</summary>
    public Task DataAsync(string expression) => UntilAsync(async () => (await QueryAsync(expression)).Any(double.IsFinite), expression);

    /// <summary>The values of an expression.</summary>
    public async Task<double[]> QueryAsync(string expression)
    {
        JsonNode answer = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}");
        return [.. answer["data"]!["result"]!.AsArray().Select(series => Number(series!["value"]![1]!.GetValue<string>()))];
    }

    /// <summary>Waits until each alert was evaluated, and returns what is wrong with them.</summary>
    public async Task<string[]> AlertProblemsAsync()
    {
        JsonNode[] rules = [];
        await UntilAsync(async () =>
        {
            JsonNode answer = await GetAsync("/api/v1/rules");
            rules = [.. answer["data"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!)];
            return rules.Length > 0 && rules.All(rule => rule["health"]!.GetValue<string>() != "unknown");
        });
        return [.. rules.Where(rule => rule["health"]!.GetValue<string>() != "ok").Select(rule => rule.ToJsonString())];
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static async Task UntilAsync(Func<Task<bool>> isReached, string what = "Prometheus")
    {
        var clock = Stopwatch.StartNew();
        while (!await isReached())
        {
            Assert.True(clock.Elapsed < Patience, $"{what} has no data");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using HttpResponseMessage answer = await _client.GetAsync("/-/ready", TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await _client.GetStringAsync(path, TestContext.Current.CancellationToken))!;
}
