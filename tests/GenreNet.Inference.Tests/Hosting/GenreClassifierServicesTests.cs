using GenreNet.Core;
using GenreNet.Inference.Hosting;
using GenreNet.Inference.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace GenreNet.Inference.Tests.Hosting;

public class GenreClassifierServicesTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_has_one_classifier_which_warms_up_and_logs()
    {
        var log = new FakeLoggerProvider();
        using IHost host = Host(
            services => services.AddGenreClassifier(options =>
            {
                options.ModelPath = Fixture.Model;
                options.Classification = new ClassificationOptions { Top = 2 };
            }),
            log);
        await host.StartAsync(Token);
        var classifier = host.Services.GetRequiredService<GenreClassifier>();
        Assert.Same(classifier, host.Services.GetRequiredService<GenreClassifier>());
        Assert.Equal(2, classifier.Classify(Fixture.Music(), 22050).Ranking.Count);
        string[] messages = [.. log.Collector.GetSnapshot().Where(m => m.Category?.StartsWith("GenreNet", StringComparison.Ordinal) == true).Select(m => m.Message)];
        Assert.Contains(messages, m => m.StartsWith("Loaded styles.onnx: cnn-small, 10 genres", StringComparison.Ordinal));
        Assert.Contains(messages, m => m.StartsWith("Warmed up with synthetic audio", StringComparison.Ordinal));
        await host.StopAsync(Token);
        host.Dispose();
        Assert.Throws<ObjectDisposedException>(() => classifier.Classify(Fixture.Music(), 22050));
    }

    [Fact]
    public async Task Without_a_warm_up_the_model_is_loaded_on_first_use()
    {
        var log = new FakeLoggerProvider();
        using IHost host = Host(services => services.AddGenreClassifier(options => (options.ModelPath, options.WarmUp) = (Fixture.Model, false)), log);
        await host.StartAsync(Token);
        Assert.DoesNotContain(log.Collector.GetSnapshot(), m => m.Message.StartsWith("Loaded", StringComparison.Ordinal));
        host.Services.GetRequiredService<GenreClassifier>();
        Assert.Contains(log.Collector.GetSnapshot(), m => m.Message.StartsWith("Loaded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invalid_settings_stop_the_host_with_a_message()
    {
        using IHost noModel = Host(services => services.AddGenreClassifier(options => options.ModelPath = "nowhere.onnx"));
        Assert.Contains("nowhere.onnx", (await Assert.ThrowsAsync<OptionsValidationException>(() => noModel.StartAsync(Token))).Message, StringComparison.Ordinal);
        using IHost odd = Host(services => services.AddGenreClassifier(options => options.Classification = new ClassificationOptions { Threshold = 2 }));
        Assert.Contains("Threshold is 2", (await Assert.ThrowsAsync<OptionsValidationException>(() => odd.StartAsync(Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_come_from_the_configuration()
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["GenreNet:ModelPath"] = Fixture.Model,
            ["GenreNet:Classification:Top"] = "3",
            ["GenreNet:Classification:SegmentHop"] = "00:00:01",
        });
        builder.Services.AddGenreClassifier();
        builder.Services.AddOptions<GenreClassifierOptions>().BindConfiguration("GenreNet");
        using IHost host = builder.Build();
        await host.StartAsync(Token);
        var classifier = host.Services.GetRequiredService<GenreClassifier>();
        Assert.Equal((3, TimeSpan.FromSeconds(1)), (classifier.Options.Top, classifier.Options.SegmentHop));
        Assert.Equal(new ClassificationOptions(), ClassificationOptions.Default);
    }

    [Fact]
    public async Task Several_models_have_keys()
    {
        using IHost host = Host(services => services
            .AddKeyedGenreClassifier("one", options => options.ModelPath = Fixture.Model)
            .AddKeyedGenreClassifier("two", options => (options.ModelPath, options.Classification) = (Fixture.Model, new ClassificationOptions { Top = 1 })));
        await host.StartAsync(Token);
        var one = host.Services.GetRequiredKeyedService<GenreClassifier>("one");
        var two = host.Services.GetRequiredKeyedService<GenreClassifier>("two");
        Assert.NotSame(one, two);
        Assert.Equal((null, 1), (one.Options.Top, two.Options.Top));
    }

    [Fact]
    public async Task The_health_check_classifies_a_clip()
    {
        using IHost host = Host(services => services.AddGenreClassifier(options => options.ModelPath = Fixture.Model).AddHealthChecks().AddCheck<GenreClassifierHealthCheck>("genre"));
        HealthReport good = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
        Assert.NotEqual(HealthStatus.Unhealthy, good.Status);
        Assert.Equal("cnn-small", good.Entries["genre"].Data["network"]);
        host.Services.GetRequiredService<GenreClassifier>().Dispose();
        HealthReport gone = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
        Assert.Equal(HealthStatus.Unhealthy, gone.Status);

        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("bad.onnx"), "no model", Token);
        using IHost broken = Host(services => services.AddGenreClassifier(options => options.ModelPath = folder.File("bad.onnx")).AddHealthChecks().AddCheck<GenreClassifierHealthCheck>("genre"));
        HealthReport bad = await broken.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
        Assert.Equal(HealthStatus.Unhealthy, bad.Status);
        Assert.Contains("is not a GenreNet model", bad.Entries["genre"].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reloaded_model_is_used_by_later_calls_and_not_by_running_ones()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.onnx");
        File.Copy(Fixture.Model, path);
        using IHost host = Host(services => services.AddGenreClassifier(options => options.ModelPath = path).AddHealthChecks().AddCheck<GenreClassifierHealthCheck>("genre"));
        await host.StartAsync(Token);
        var provider = host.Services.GetRequiredService<GenreClassifierProvider>();
        GenreClassifierLease begun = provider.Lease();
        GenreClassifier first = begun.Classifier;

        await File.WriteAllTextAsync(path, "no model", Token);
        Assert.Throws<ModelFormatException>(provider.Reload);
        using (GenreClassifierLease same = provider.Lease())
        {
            Assert.Same(first, same.Classifier);
        }

        File.Copy(Fixture.Model, path, overwrite: true);
        provider.Reload();
        using (GenreClassifierLease next = provider.Lease())
        {
            Assert.NotSame(first, next.Classifier);
        }

        Assert.NotEmpty(begun.Classifier.Classify(Fixture.Music(), 22050).Genre);
        begun.Dispose();
        begun.Dispose();
        Assert.Throws<ObjectDisposedException>(() => first.Classify(Fixture.Music(), 22050));
        HealthReport health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
        Assert.NotEqual(HealthStatus.Unhealthy, health.Status);
        host.Dispose();
        Assert.Throws<ObjectDisposedException>(provider.Lease);
    }

    private static IHost Host(Action<IServiceCollection> add, ILoggerProvider? log = null)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        add(builder.Services);
        return builder.Build();
    }
}
