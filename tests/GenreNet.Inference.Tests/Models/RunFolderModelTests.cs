using GenreNet.Core;
using GenreNet.Inference.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GenreNet.Inference.Tests.Models;

/// <summary>A model that is given by the folder of its run.</summary>
public sealed class RunFolderModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_folder_of_a_run_stands_for_its_model()
    {
        string model = _folder.File("run", "model.onnx");
        File.WriteAllBytes(model, DefaultModel.Read());
        string run = Path.GetDirectoryName(model)!;
        using var classifier = GenreClassifier.Load(run);
        Assert.Equal(10, classifier.Genres.Count);
        Assert.Equal(classifier.Card.Network, ModelCard.Read(run).Network);
        Assert.Equal(model, InstalledModels.Resolve(run));
        Assert.Equal(Path.Combine(run + Path.DirectorySeparatorChar, "model.onnx"), InstalledModels.Resolve(run + Path.DirectorySeparatorChar));

        using ServiceProvider services = new ServiceCollection().AddLogging().AddGenreClassifier(options => options.ModelPath = run).BuildServiceProvider();
        Assert.Equal(model, services.GetRequiredService<IOptions<GenreClassifierOptions>>().Value.ModelPath);
    }

    [Theory]
    [InlineData("checkpoint.npz", "its run is incomplete. Resume it with 'genrenet train --resume'.")]
    [InlineData("best/model.onnx", "the run of the best trial.")]
    [InlineData("vote.onnx", "vote.onnx.")]
    [InlineData("notes.txt", "specify an .onnx file, or the folder of a completed 'genrenet train' run.")]
    public void A_folder_without_a_model_is_reported_with_what_it_contains(string content, string advice)
    {
        File.WriteAllText(_folder.File(["run", .. content.Split('/')]), string.Empty);
        string run = Path.Combine(_folder.Path, "run");
        foreach (Action use in (Action[])[() => GenreClassifier.Load(run), () => ModelCard.Read(run), () => InstalledModels.Resolve(run)])
        {
            string message = Assert.Throws<ModelFormatException>(use).Message;
            Assert.StartsWith($"{run} is a folder that contains no model.onnx", message, StringComparison.Ordinal);
            Assert.EndsWith(advice, message, StringComparison.Ordinal);
        }

        using ServiceProvider services = new ServiceCollection().AddLogging().AddGenreClassifier(options => options.ModelPath = run).BuildServiceProvider();
        Assert.Contains("contains no model.onnx", Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<GenreClassifierOptions>>().Value).Message, StringComparison.Ordinal);
    }
}
