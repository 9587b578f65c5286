namespace GenreNet.Architecture.Tests;

/// <summary>
/// The services of a process share their metrics: one that starts or stops changes what another one reports. Tests that read metrics run when no
/// other test does.
/// </summary>
public class SharedMetricsTests
{
    /// <summary>Tests of services in processes of their own, and of the resource that metrics name.</summary>
    private static readonly string[] Others = ["Deploy/BehindNginxTests.cs", "Telemetry/OtlpTests.cs"];

    private static readonly string[] Readers = ["Scrape.ReadAsync(", "GetStringAsync(\"/metrics\"", "GET /metrics "];

    private static IEnumerable<string> TestsThatReadMetrics => Repository.Sources("tests/GenreNet.Server.Tests")
        .Where(file => file.EndsWith("Tests.cs", StringComparison.Ordinal) && Readers.Any(File.ReadAllText(file).Contains))
        .Where(file => !Others.Any(other => Repository.Relative(file).EndsWith(other, StringComparison.Ordinal)));

    [Fact]
    public void Tests_that_read_metrics_run_alone()
    {
        Assert.NotEmpty(TestsThatReadMetrics);
        Assert.Empty(TestsThatReadMetrics.Where(file => !File.ReadAllText(file).Contains("[Collection(typeof(Alone))]", StringComparison.Ordinal)).Select(Repository.Relative));
    }
}
