using GenreNet.Inference.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace GenreNet.Server.Tests.Support;

/// <summary>The default model as a host has it, without the host.</summary>
internal static class TestModels
{
    public static GenreClassifierProvider Provider() =>
        new ServiceCollection().AddLogging().AddGenreClassifier().BuildServiceProvider().GetRequiredService<GenreClassifierProvider>();
}
