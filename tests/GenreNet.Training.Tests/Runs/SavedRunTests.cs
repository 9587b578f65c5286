using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Runs;

public class SavedRunTests
{
    [Fact]
    public void A_run_is_read_back_and_a_model_of_another_run_is_rejected()
    {
        using var temporary = new TemporaryFolder();
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 10, segmentsPerTrack: 2, contrast: 0.3);
        var options = new TrainingOptions { Network = "dense-regularized", Epochs = 3, Threads = 1 };
        var run = TrainingRun.Execute(data, options, null, CancellationToken.None);
        var folder = new RunFolder(temporary.Path);
        folder.Save(run);
        var saved = SavedRun.Load(folder.Path);
        Assert.Equal(run.Card.ToJson(), saved.Card.ToJson());
        TestedRun tested = saved.ToTested("mine");
        Assert.Equal(("mine", "dense-regularized", 3), (tested.Figures.Name, tested.Figures.Network, tested.Figures.Epochs));
        Assert.Equal(run.Split.Test, tested.Answers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(run.Test.Tracks.Right, tested.Answers.Values.Count(answer => answer.IsRight));
        Assert.All(tested.Answers, answer => Assert.StartsWith(answer.Value.Genre, answer.Key, StringComparison.Ordinal));

        new RunFolder(temporary.Path).Save(run with { Model = TrainingRun.Execute(TestFeatures.Make(tracksPerGenre: 5), options with { Epochs = 1 }, null, CancellationToken.None).Model });
        string message = Assert.Throws<GenreNetException>(() => SavedRun.Load(folder.Path)).Message;
        Assert.Equal($"{folder.Model} comes from another run than metrics.json in the same folder: train again.", message);
    }
}
