using System.Diagnostics;
using System.Text.Json.Nodes;
using GenreNet.Server.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace GenreNet.Server.Tests.Deploy;

/// <summary>The dashboard and the alerts ask for what the service counts.</summary>
[Collection(typeof(Alone))]
public sealed class MonitoringTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "deploy", "monitoring");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_panel_and_every_alert_selects_series_of_a_scrape()
    {
        await using TestService service = await TestService.StartAsync();
        await UseAsync(service.Client);
        Scrape scrape = await Scrape.ReadAsync(service.Client);
        // Prometheus itself makes the series "up".
        IEnumerable<string> expressions = Panels().Concat(Alerts()).Where(expression => !expression.Contains("up{", StringComparison.Ordinal));
        Assert.All(expressions, expression => PromQl.RequireData(expression, scrape));
    }

    [Fact]
    public async Task Counters_exist_before_their_first_event()
    {
        using var folder = new TemporaryFolder();
        await using TestService service = await TestService.StartAsync($"PredictionLog={folder.Path}");
        Scrape scrape = await Scrape.ReadAsync(service.Client);
        foreach (string reason in (string[])["queue_full", "too_many_uploads", "rate_limit"])
        {
            Assert.Equal(0, scrape.Value("genrenet_server_refused_total", ("reason", reason)));
        }

        foreach (string verdict in (string[])["true", "false"])
        {
            Assert.Equal(0, scrape.Value("genrenet_server_judged_total", ("correct", verdict)));
        }

        foreach (string status in (string[])["400", "401", "404", "405", "408", "413", "415", "422", "429", "500", "503"])
        {
            Assert.Equal(0, scrape.Value("genrenet_server_problems_total", ("status", status)));
        }

        foreach (string what in (string[])["model", "keys", "settings"])
        {
            Assert.Equal(0, scrape.Value("genrenet_server_reloads_total", ("what", what), ("result", "failed")));
            Assert.Equal(0, scrape.Value("genrenet_server_reloads_total", ("what", what), ("result", "ok")));
        }

        Assert.Equal(0, scrape.Value("genrenet_server_connections_refused_total"));
        Assert.Equal(0, scrape.Value("genrenet_server_unknown_genre_total"));
        Assert.Equal(0, scrape.Value("genrenet_server_unlogged_total"));
        Assert.Equal(0, scrape.Value("genrenet_server_uploads_active"));
        Assert.Equal(0, scrape.Value("genrenet_server_queue_depth"));
        Assert.Equal(0, scrape.Value("genrenet_classifications_total", ("genrenet_genre", "rock")));
        Assert.Equal(0, scrape.Value("genrenet_classifications_total", ("genrenet_genre", "unknown")));
        IEnumerable<Scrape.Series> disks = scrape.All.Where(series => series.Name == "genrenet_server_disk_free_bytes");
        Assert.Equal(["prediction_log", "uploads"], disks.Select(series => series.Labels["folder"]).Order());
    }

    [Fact]
    public async Task Problems_are_counted_by_status_including_those_of_batches()
    {
        await using TestService service = await TestService.StartAsync();
        using (await service.Client.GetAsync("/nowhere", Stop))
        using (await service.Client.PostAsync("/predict", TestService.Form("no audio at all"u8.ToArray(), "a.wav"), Stop))
        using (await service.Client.PostAsync("/predict/batch", TestService.Form("no audio at all"u8.ToArray(), "a.wav"), Stop))
        {
        }

        Scrape scrape = await Scrape.ReadAsync(service.Client);
        Assert.Equal(1, scrape.Value("genrenet_server_problems_total", ("status", "404")));
        Assert.Equal(2, scrape.Value("genrenet_server_problems_total", ("status", "415")));
    }

    [Fact]
    public void Promtool_accepts_the_configuration_and_the_alerts()
    {
        Run("check", "config", Path.Combine(Folder, "prometheus.yml"));
        Run("check", "rules", Path.Combine(Folder, "alerts.yml"));
    }

    [Fact]
    public void Each_alert_is_raised_only_by_its_cause()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Folder, "alerts.yml"), folder.File("alerts.yml"));
        string tests = Path.Combine(RepositoryRoot.Path, "tests", "GenreNet.Server.Tests", "Deploy", "alerts.test.yml");
        File.Copy(tests, folder.File("alerts.test.yml"));
        string text = File.ReadAllText(tests);
        Assert.All(Rules(), rule => Assert.Contains($"alertname: {rule["alert"]}\n        exp_alerts:", text, StringComparison.Ordinal));
        Run("test", "rules", folder.File("alerts.test.yml"));
    }

    /// <summary>Something of everything that is shown: answers right and wrong, and a file that is no audio.</summary>
    internal static async Task UseAsync(HttpClient client)
    {
        byte[] music = TestClip.Wav(2);
        using HttpResponseMessage answer = await client.PostAsync("/predict", TestService.Form(music), Stop);
        string genre = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["genre"]!.GetValue<string>();
        using (await client.PostAsync("/predict", TestService.Form(music, actualGenre: genre), Stop))
        using (await client.PostAsync("/predict", TestService.Form(music, actualGenre: genre == "rock" ? "pop" : "rock"), Stop))
        using (await client.PostAsync("/predict", TestService.Form("no audio at all"u8.ToArray()), Stop))
        {
        }
    }

    /// <summary>The expressions of the dashboard.</summary>
    internal static string[] Panels()
    {
        JsonNode dashboard = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "dashboards", "genrenet.json")))!;
        IEnumerable<JsonNode?> targets = dashboard["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray());
        string[] expressions = [.. targets.Select(target => target!["expr"]!.GetValue<string>())];
        Assert.True(expressions.Length > 15);
        return expressions;
    }

    private static string[] Alerts() => [.. Rules().Select(rule => rule["expr"].ToString())];

    private static IEnumerable<YamlNode> Rules()
    {
        var yaml = new YamlStream();
        using StreamReader text = File.OpenText(Path.Combine(Folder, "alerts.yml"));
        yaml.Load(text);
        return (YamlSequenceNode)yaml.Documents[0].RootNode["groups"][0]["rules"];
    }

    private static void Run(params string[] arguments)
    {
        Assert.SkipWhen(Prometheus.PromTool is null, "promtool is not installed");
        var start = new ProcessStartInfo(Prometheus.PromTool!, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }
}
