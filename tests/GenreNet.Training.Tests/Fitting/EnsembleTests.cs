using GenreNet.Core.Datasets;
using GenreNet.Training.Cli;
using GenreNet.Training.Fitting;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Fitting;

public class EnsembleTests
{
    private static readonly FeatureSet Data = TestFeatures.Make();

    private static readonly TrainingOptions Options = new() { Network = "resnet", Epochs = 2, BatchSize = 16, Threads = 1, EnsembleSize = 3 };

    [Fact]
    public void Logits_of_an_ensemble_are_the_mean_of_its_networks()
    {
        DataSplit split = TrackSplit.Automatic(Data, 0.3, 0.2, 1);
        float[] segments = Data.Gather([0, 20, 40]);
        using FittedNetwork together = new EnsembleTrainer(Options).Fit(Data, split, CancellationToken.None);
        float[][] members = [.. Enumerable.Range(0, 3).Select(member =>
        {
            using FittedNetwork one = new Trainer(Options with { Seed = EnsembleTrainer.SeedOf(Options.Seed, member) }).Fit(Data, split, CancellationToken.None);
            return one.Logits(segments, 3);
        })];
        Assert.NotEqual(members[0], members[1]);
        Assert.All(together.Logits(segments, 3).Index(), logit => Assert.Equal(members.Average(m => m[logit.Index]), logit.Item, 1e-5));
    }

    [Fact]
    public void An_ensemble_run_exports_one_model_and_stores_a_single_declaration()
    {
        var run = TrainingRun.Execute(Data, Options, null, CancellationToken.None);
        Assert.Equal("resnet x3", run.Card.Network);
        Assert.Equal("resnet", run.Network.Name);
        Assert.Contains("mean of 3 networks", run.Card.Training.Method, StringComparison.Ordinal);
        Assert.InRange(run.ExportDifference, 0, 1e-4);
    }

    [Fact]
    public void Each_network_of_an_ensemble_has_its_history()
    {
        using var place = new TemporaryFolder();
        var folder = new RunFolder(place.Path);
        List<TrainingProgress> reports = [];
        var run = TrainingRun.Execute(Data, Options, new DirectProgress<TrainingProgress>(reports.Add), CancellationToken.None);
        folder.Save(run);
        Assert.Equal(3, run.Histories.Count);
        Assert.Equal(run.History, run.Histories[0].Epochs);
        Assert.NotEqual(run.Histories[1].Epochs, run.Histories[2].Epochs);
        string[][] files = [.. Enumerable.Range(1, 3).Select(network => File.ReadAllLines(folder.HistoryOf(network)))];
        Assert.Equal(["history-2.csv", "history-3.csv", "history.csv"], Directory.GetFiles(place.Path, "history*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, lines => Assert.Equal(3, lines.Length));
        Assert.NotEqual(files[0][1], files[1][1]);
        Assert.Equal(
            [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)],
            reports.Where(report => report.Completed is not null).Select(report => (report.Network, report.OwnEpoch)));
        Assert.All(reports, report => Assert.Equal((3, 2, 6), (report.NetworkCount, report.OwnEpochs, report.Epochs)));
        Assert.Equal(2, RunRecord.Load(place.Path).FurtherHistories.Count);
        Assert.Contains("Epochs of network 3", RunPage.Build(RunRecord.Load(place.Path), new Dictionary<string, byte[]>()).Build(), StringComparison.Ordinal);

        // A smaller ensemble in the same folder leaves no file of the larger one.
        folder.Save(TrainingRun.Execute(Data, Options with { Network = "dense", EnsembleSize = 1 }, null, CancellationToken.None));
        Assert.Equal("history.csv", Assert.Single(Directory.GetFiles(place.Path, "history*").Select(Path.GetFileName)));
    }

    [Fact]
    public void An_ensemble_without_validation_trains_on_all_tracks()
    {
        DataSplit split = TrackSplit.Automatic(Data, 0.3, 0.2, 1);
        var run = TrainingRun.Execute(Data, split, Options with { Network = "dense", EnsembleSize = 1, Epochs = 4, Monitor = MonitorKind.None }, null, CancellationToken.None);
        Assert.Equal(4, run.Card.Training.BestEpoch);
        Assert.Equal(split.Train.Concat(split.Validation).Order(StringComparer.Ordinal), run.Split.Train);
        Assert.Empty(run.Split.Validation);
        Assert.Equal(split.Test, run.Split.Test);
        Assert.Null(run.Card.Validation);
    }
}
