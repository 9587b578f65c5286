using System.Reflection;
using GenreNet.Inference.Hosting;
using GenreNet.Server.Api;
using GenreNet.Server.Configuration;
using GenreNet.Server.Lifetime;
using GenreNet.Server.Logging;
using GenreNet.Server.Monitoring;
using GenreNet.Server.Problems;
using GenreNet.Server.Queueing;
using GenreNet.Server.Security;
using GenreNet.Server.Telemetry;
using GenreNet.Server.Uploads;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace GenreNet.Server;

/// <summary>Builds the service: its components and its request pipeline.</summary>
internal static class ServerHost
{
    /// <summary>The default address of the service.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5050";

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports"];

    /// <summary>Builds the service, ready to run.</summary>
    /// <param name="settings">Settings that take precedence over those of the environment and of <c>appsettings.json</c>.</param>
    public static WebApplication Build(IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(ServerHost).Assembly.GetName().Name });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddServerLog();
        ServerOptions options = builder.Configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions();
        AddServices(builder.Services, OtlpSettings.Read(builder.Configuration));
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            ConnectionLimits.Apply(kestrel, options);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.DrainSeconds + options.ShutdownSeconds));
        if (AddressSettings.All(key => string.IsNullOrEmpty(builder.Configuration[key])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.UseMetricsAddress(options.MetricsUrl);
        WebApplication app = builder.Build();
        WatchSettings(app, builder.Configuration);
        Use(app);
        return app;
    }

    /// <summary>
    /// Parses <c>KEY=VALUE</c>, where the key is a setting of <see cref="ServerOptions"/> or a path such as
    /// <c>Logging:LogLevel:Default</c>.
    /// </summary>
    /// <returns>Null if the key is neither.</returns>
    public static KeyValuePair<string, string?>? Setting(string text)
    {
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        if (sign < 1)
        {
            return null;
        }

        string key = text[..sign];
        string name = key.Split(':')[0];
        bool isOurs = typeof(ServerOptions).GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not null;
        return isOurs ? new($"{ServerOptions.Section}:{key}", text[(sign + 1)..]) : key.Contains(':', StringComparison.Ordinal) ? new(key, text[(sign + 1)..]) : null;
    }

    /// <summary>Adds a setting if its value is not null.</summary>
    public static void Put(IDictionary<string, string?> settings, string key, string? value)
    {
        if (value is not null)
        {
            settings[key] = value;
        }
    }

    /// <summary>Reports a settings file that was changed and is broken; otherwise the failure would go unnoticed.</summary>
    private static void WatchSettings(WebApplication app, ConfigurationManager configuration)
    {
        var status = app.Services.GetRequiredService<ReloadStatus>();
        foreach (FileConfigurationSource source in configuration.Sources.OfType<FileConfigurationSource>())
        {
            // The exception is not marked as ignored: the settings of an ignored file would count as absent.
            source.OnLoadException = context => status.Failed(ReloadService.Settings, context.Exception.InnerException ?? context.Exception);
        }
    }

    private static void AddServices(IServiceCollection services, OtlpSettings otlp)
    {
        services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ServerOptions>, ServerOptionsValidator>();
        services.AddGenreClassifier();
        services.AddOptions<GenreClassifierOptions>().BindConfiguration(ModelChoice.Section).Configure(ModelChoice.Apply);
        services.AddOptions<GenreClassifierOptions>().PostConfigure<IOptions<ServerOptions>>(
            (classifier, server) => classifier.Classification = classifier.Classification with { MaxDuration = TimeSpan.FromMinutes(server.Value.MaxAudioMinutes) });
        services.AddReadiness();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IMemoryPoolFactory<byte>, LargeBlocks>();
        services.AddSingleton<UploadFolder>().AddSingleton<UploadMemory>().AddSingleton<UploadReader>().AddSingleton<UploadGate>();
        services.AddSingleton<ClassificationQueue>().AddSingleton<ClassificationThreads>();
        services.AddTelemetry(otlp).AddPredictionLog().AddReloading();
        services.AddSingleton<ModelName>().AddSingleton<PredictionService>();
        services.AddHostedService<ModelChoice>();
        services.AddClientLimits().AddTrustedProxies().AddSingleton<ConnectionGate>();
        services.AddSingleton<ApiKeys>().AddSingleton<IReloadable>(provider => provider.GetRequiredService<ApiKeys>());
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddProblemDetails(ProblemWriter.Configure).AddSingleton<ProblemWriter>();
        services.AddSingleton<IExceptionHandler>(provider => provider.GetRequiredService<ProblemWriter>());
        services.AddApiDocument();
    }

    private static void Use(WebApplication app)
    {
        // Created now, so that leftovers of an earlier process are deleted now.
        app.Services.GetRequiredService<UploadFolder>();
        app.UseForwardedHeaders();
        app.UseTraceIds();
        if (app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.AccessLog)
        {
            app.UseMiddleware<AccessLog>();
        }

        app.UseDraining();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMetricsPort();
        app.UseClientNames();
        app.UseRouting();
        app.UseRateLimiter();
        app.UsePage();
        app.UseLocalSite();
        app.UseApiKeys();
        app.MapPrediction().MapBatch().MapModel().MapHealth();
        // Created now, so that its depth is a metric from the start.
        app.Services.GetRequiredService<ClassificationQueue>();
        app.MapServerMetrics();
        app.MapApiDocument();
    }
}
