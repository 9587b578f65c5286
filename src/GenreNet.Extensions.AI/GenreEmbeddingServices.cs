using GenreNet.Inference;
using GenreNet.Inference.Hosting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GenreNet.Extensions.AI;

/// <summary>Adds embedding generators for audio to the services of a host.</summary>
/// <remarks>Not thread-safe, as <see cref="IServiceCollection"/> is not: add generators while the host is configured.</remarks>
/// <example>
/// <code>
/// using GenreNet.Extensions.AI;
/// using Microsoft.Extensions.AI;
/// using Microsoft.Extensions.DependencyInjection;
///
/// var services = new ServiceCollection();
/// services.AddGenreNetEmbeddings();
/// using ServiceProvider provider = services.BuildServiceProvider();
/// var generator = provider.GetRequiredService&lt;IEmbeddingGenerator&lt;AudioInput, Embedding&lt;float&gt;&gt;&gt;();
/// </code>
/// </example>
/// <seealso cref="GenreEmbeddingGenerator"/>
public static class GenreEmbeddingServices
{
    /// <summary>
    /// Adds a <see cref="GenreEmbeddingGenerator"/> as a singleton, also as an embedding generator for <see cref="AudioInput"/>. It uses the
    /// host's <see cref="GenreClassifier"/>, which is added with the default model if there is none.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">The options; null for the default.</param>
    /// <returns>The services.</returns>
    /// <remarks>
    /// With the package Microsoft.Extensions.AI, middleware such as a cache, logging or telemetry can be added:
    /// <c>services.AddEmbeddingGenerator(provider =&gt; provider.GetRequiredService&lt;GenreEmbeddingGenerator&gt;()).UseLogging()</c>.
    /// </remarks>
    public static IServiceCollection AddGenreNetEmbeddings(this IServiceCollection services, GenreEmbeddingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!services.Any(service => service.ServiceType == typeof(GenreClassifier) && !service.IsKeyedService))
        {
            services.AddGenreClassifier();
        }

        services.TryAddSingleton(provider => new GenreEmbeddingGenerator(provider.GetRequiredService<GenreClassifier>(), options));
        services.TryAddSingleton<IEmbeddingGenerator<AudioInput, Embedding<float>>>(provider => provider.GetRequiredService<GenreEmbeddingGenerator>());
        services.TryAddSingleton<IEmbeddingGenerator>(provider => provider.GetRequiredService<GenreEmbeddingGenerator>());
        return services;
    }
}
