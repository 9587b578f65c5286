using GenreNet.Inference;
using GenreNet.Inference.Hosting;
using GenreNet.Inference.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace GenreNet.Extensions.AI.Tests;

/// <summary>Embedding generators as services.</summary>
public class GenreEmbeddingServicesTests
{
    [Fact]
    public void The_generator_uses_the_classifier_of_the_host()
    {
        var services = new ServiceCollection();
        services.AddGenreClassifier(options => options.ModelPath = Fixture.Model).AddGenreNetEmbeddings(new GenreEmbeddingOptions { Normalize = false });
        using ServiceProvider provider = services.BuildServiceProvider();
        var generator = provider.GetRequiredService<IEmbeddingGenerator<AudioInput, Embedding<float>>>();
        Assert.Same(provider.GetRequiredService<GenreClassifier>(), generator.GetService<GenreClassifier>());
        Assert.Same(generator, provider.GetRequiredService<GenreEmbeddingGenerator>());
        Assert.Same(generator, provider.GetRequiredService<IEmbeddingGenerator>());
        Assert.Equal(1, services.Count(service => service.ServiceType == typeof(GenreClassifier)));
    }

    [Fact]
    public void Without_a_classifier_the_default_model_is_used()
    {
        using ServiceProvider provider = new ServiceCollection().AddGenreNetEmbeddings().AddGenreNetEmbeddings().BuildServiceProvider();
        Assert.Equal(10, Assert.Single(provider.GetServices<GenreEmbeddingGenerator>()).GetService<GenreClassifier>()!.Genres.Count);
    }

    [Fact]
    public async Task The_builder_of_the_abstractions_adds_middleware()
    {
        var services = new ServiceCollection();
        services.AddGenreClassifier(options => options.ModelPath = Fixture.Model).AddGenreNetEmbeddings();
        int calls = 0;
        using IEmbeddingGenerator<AudioInput, Embedding<float>> counted = new EmbeddingGeneratorBuilder<AudioInput, Embedding<float>>(provider => provider.GetRequiredService<GenreEmbeddingGenerator>())
            .Use((inputs, options, inner, stop) =>
            {
                calls++;
                return inner.GenerateAsync(inputs, options, stop);
            })
            .Build(services.BuildServiceProvider());
        Assert.Single(await counted.GenerateAsync([AudioInput.FromSamples(Fixture.Music(), 22050)], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(1, calls);
        Assert.NotNull(counted.GetService<GenreEmbeddingGenerator>());
    }
}
