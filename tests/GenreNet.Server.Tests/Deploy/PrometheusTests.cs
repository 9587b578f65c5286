namespace GenreNet.Server.Tests.Deploy;

/// <summary>Prometheus with our configuration reads a service.</summary>
public sealed class PrometheusTests
{
    [Fact]
    public async Task Prometheus_has_data_for_every_panel_and_evaluates_every_alert()
    {
        Prometheus.SkipWhereMissing();
        using ServerProcess service = await ServerProcess.StartAsync();
        using Prometheus prometheus = await Prometheus.StartAsync(service.Url);
        using var client = new HttpClient { BaseAddress = service.Url };
        await MonitoringTests.UseAsync(client);
        // Rates need two scrapes with something between them.
        await prometheus.DataAsync("genrenet_server_judged_total > 0");
        await MonitoringTests.UseAsync(client);
        foreach (string expression in MonitoringTests.Panels())
        {
            await prometheus.DataAsync(expression);
        }

        Assert.Empty(await prometheus.AlertProblemsAsync());
        Assert.Equal((double[])[1], await prometheus.QueryAsync("up{job=\"genrenet\"}"));
    }
}
