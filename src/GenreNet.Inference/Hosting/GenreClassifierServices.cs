using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GenreNet.Inference.Hosting;

/// <summary>Adds classifiers to the services of a host.</summary>
/// <remarks>Not thread-safe, as <see cref="IServiceCollection"/> is not: add classifiers while the host is configured.</remarks>
/// <example>
/// <code>
/// using GenreNet.Inference;
/// using Microsoft.Extensions.DependencyInjection;
/// using Microsoft.Extensions.Hosting;
///
/// HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
/// builder.Services.AddGenreClassifier(options =&gt; options.Classification = new ClassificationOptions { Top = 3 });
/// using IHost host = builder.Build();
/// GenreClassifier classifier = host.Services.GetRequiredService&lt;GenreClassifier&gt;();
/// </code>
/// </example>
/// <seealso cref="GenreClassifierOptions"/>
/// <seealso cref="GenreClassifierProvider"/>
/// <seealso cref="GenreClassifierHealthCheck"/>
public static class GenreClassifierServices
{
    /// <summary>
    /// Adds a <see cref="GenreClassifier"/> as a singleton, also as <see cref="IGenreClassifier"/>. It is loaded once, writes to the host's log, and is freed with the host.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">
    /// Sets the options; null for the default model. To take them from the configuration instead, add
    /// <c>services.AddOptions&lt;GenreClassifierOptions&gt;().BindConfiguration("GenreNet")</c>.
    /// </param>
    /// <returns>The services.</returns>
    /// <remarks>
    /// Invalid options stop the host at startup with a message. For a health check, add
    /// <c>services.AddHealthChecks().AddCheck&lt;GenreClassifierHealthCheck&gt;("genre")</c>. Hosts that replace the model at run time
    /// should resolve <see cref="GenreClassifierProvider"/> everywhere: <see cref="GenreClassifier"/> is the first model, which
    /// <see cref="GenreClassifierProvider.Reload"/> frees.
    /// </remarks>
    public static IServiceCollection AddGenreClassifier(this IServiceCollection services, Action<GenreClassifierOptions>? configure = null)
    {
        Add(services, Options.DefaultName, configure);
        services.TryAddSingleton(provider => new GenreClassifierProvider(() => Load(provider, Options.DefaultName)));
        services.TryAddSingleton(First);
        services.TryAddSingleton<IGenreClassifier>(provider => provider.GetRequiredService<GenreClassifier>());
        return Register(services, new ClassifierRegistration(Key: null));
    }

    /// <summary>
    /// Adds another classifier, for hosts with several models: <c>[FromKeyedServices("metal")] GenreClassifier classifier</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The service key; also the name of the options.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddKeyedGenreClassifier(this IServiceCollection services, string key, Action<GenreClassifierOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Add(services, key, configure);
        services.TryAddKeyedSingleton(key, (provider, _) => Load(provider, key));
        services.TryAddKeyedSingleton<IGenreClassifier>(key, (provider, _) => provider.GetRequiredKeyedService<GenreClassifier>(key));
        return Register(services, new ClassifierRegistration(key));
    }

    private static void Add(IServiceCollection services, string name, Action<GenreClassifierOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<GenreClassifierOptions> options = services.AddOptions<GenreClassifierOptions>(name).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        // Resolved once, so that the entire host uses the same file even if another model is installed later.
        options.PostConfigure(ResolveModel);

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GenreClassifierOptions>, GenreClassifierOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WarmUpService>());
    }

    private static void ResolveModel(GenreClassifierOptions options)
    {
        if (options.ModelPath is not { Length: > 0 } model || File.Exists(model))
        {
            return;
        }

        // The folder of a run stands for its model. A folder without a model is left to the validator, which reports it.
        string inRun = Path.Combine(model, ModelFile.NameInRun);
        options.ModelPath = File.Exists(inRun) ? inRun : model == InstalledModels.Default ? null : InstalledModels.Find(model) ?? model;
    }

    private static IServiceCollection Register(IServiceCollection services, ClassifierRegistration registration) =>
        services.Any(service => Equals(service.ImplementationInstance, registration)) ? services : services.AddSingleton(registration);

    // The container disposes it with the host, after all services that were created later.
    private static GenreClassifier First(IServiceProvider provider)
    {
        using GenreClassifierLease lease = provider.GetRequiredService<GenreClassifierProvider>().Lease();
        return lease.Classifier;
    }

    private static GenreClassifier Load(IServiceProvider provider, string name)
    {
        GenreClassifierOptions options = provider.GetRequiredService<IOptionsMonitor<GenreClassifierOptions>>().Get(name);
        ILoggerFactory? log = provider.GetService<ILoggerFactory>();
        return options.ModelPath is { } path
            ? GenreClassifier.Load(path, options.Classification, log)
            : GenreClassifier.LoadDefault(options.Classification, log);
    }
}

/// <summary>Records that a classifier is registered in the services of a host.</summary>
/// <param name="Key">The service key; null for the classifier without a key.</param>
internal sealed record ClassifierRegistration(string? Key);
