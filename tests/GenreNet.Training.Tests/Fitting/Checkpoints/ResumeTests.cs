using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Fitting.Checkpoints;

public sealed class ResumeTests : IDisposable
{
    private static readonly FeatureSet Data = TestFeatures.Make();

    private static readonly TrainingOptions Options = new() { Network = "dense-regularized", Epochs = 6, Patience = 6, BatchSize = 8, Threads = 1, Seed = 5 };

    private static readonly Dictionary<string, TrainingOptions> OptionsByName = new()
    {
        ["plain"] = Options,
        ["convolutions"] = Options with { Network = "cnn-small", Epochs = 4 },
        ["momentum and plateau"] = Options with
        {
            Optimizer = new OptimizerOptions { Kind = OptimizerKind.Sgd },
            Schedule = new ScheduleOptions { Kind = ScheduleKind.Plateau, PlateauPatience = 1 },
        },
        ["everything"] = Options with
        {
            Optimizer = new OptimizerOptions { Kind = OptimizerKind.AdamW, WeightDecay = 0.01 },
            Schedule = new ScheduleOptions { Kind = ScheduleKind.OneCycle },
            Augmentation = AugmentationOptions.Moderate with { Mixup = 0.3 },
            GradientAccumulationSteps = 3,
            ClipNorm = 1,
            LabelSmoothing = 0.1,
            BalanceGenres = true,
        },
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, int> Interruptions { get; } = [.. from name in OptionsByName.Keys from batch in (int[])[7, 11, 13] select (name, batch)];

    private CheckpointFile File => new(Path.Combine(_folder.Path, "checkpoint.npz"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Interruptions))]
    public void A_resumed_fit_gives_identical_weights(string name, int batch)
    {
        TrainingOptions options = OptionsByName[name];
        using FittedNetwork whole = Fit(options, hooks: null);
        Interrupt(options, batch);
        Assert.True(File.Exists);
        using FittedNetwork resumed = Fit(options, new FittingHooks { Checkpoint = File, Resumes = true });
        Assert.Equal(whole.History, resumed.History);
        Assert.Equal(whole.BestEpoch, resumed.BestEpoch);
        float[] segments = Data.Gather([0, 20, 40]);
        Assert.Equal(whole.Logits(segments, 3), resumed.Logits(segments, 3));
    }

    [Fact]
    public void Resuming_a_finished_fit_changes_nothing()
    {
        using FittedNetwork whole = Fit(Options, new FittingHooks { Checkpoint = File });
        using FittedNetwork again = Fit(Options, new FittingHooks { Checkpoint = File, Resumes = true });
        Assert.Equal(whole.History, again.History);
        Assert.Equal(whole.Logits(Data.Gather([1]), 1), again.Logits(Data.Gather([1]), 1));
    }

    [Fact]
    public void A_checkpoint_of_another_fit_is_rejected_with_the_difference()
    {
        Interrupt(Options, 10);
        Refused("learning_rate = 0.0005, and now it is 0.1", () => Fit(Options with { LearningRate = 0.1 }, Resuming));
        Refused("optimizer.kind", () => Fit(Options with { Optimizer = new OptimizerOptions { Kind = OptimizerKind.Sgd } }, Resuming));
        Refused("augmentation = not set", () => Fit(Options with { Augmentation = new AugmentationOptions { TimeMask = 0.1 } }, Resuming));
        Refused("other content", () => Fit(Options, Resuming, TestFeatures.Make(seed: 9)));
        Refused("another split", () => new Trainer(Options).Fit(Data, TrackSplit.Automatic(Data, 0.3, 0.2, 77), CancellationToken.None, Resuming));
    }

    [Fact]
    public void A_missing_or_damaged_checkpoint_is_rejected_with_its_name()
    {
        Refused("no checkpoint", () => Fit(Options, Resuming));
        Interrupt(Options, 10);
        byte[] bytes = System.IO.File.ReadAllBytes(File.Path);
        foreach (int place in (int[])[bytes.Length / 5, bytes.Length / 3, bytes.Length / 2, bytes.Length * 3 / 4])
        {
            byte[] damaged = [.. bytes];
            damaged[place] ^= 0x55;
            System.IO.File.WriteAllBytes(File.Path, damaged);
            Refused("checkpoint.npz", () => Fit(Options, Resuming));
        }

        System.IO.File.WriteAllBytes(File.Path, bytes[..(bytes.Length / 2)]);
        Refused("damaged", () => Fit(Options, Resuming));
        System.IO.File.WriteAllText(File.Path, "no archive");
        Refused("damaged", () => Fit(Options, Resuming));
    }

    [Fact]
    public void A_failed_write_keeps_the_previous_checkpoint()
    {
        Interrupt(Options, 10);
        byte[] before = System.IO.File.ReadAllBytes(File.Path);
        var blocked = new CheckpointFile(Path.Combine(File.Path, "inside", "checkpoint.npz"));
        Refused("The checkpoint of epoch 1 cannot be saved", () => Fit(Options, new FittingHooks { Checkpoint = blocked }));
        Assert.Equal(before, System.IO.File.ReadAllBytes(File.Path));
    }

    [Fact]
    public void Delete_removes_the_checkpoints_of_all_networks()
    {
        string other = Path.Combine(_folder.Path, "other.npz");
        foreach (string file in (string[])[File.Path, File.OfMember(1).Path, File.OfMember(4).Path, other])
        {
            System.IO.File.WriteAllText(file, "x");
        }

        File.Delete();
        Assert.Equal([other], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_hook_can_end_a_fit()
    {
        using FittedNetwork fitted = Fit(Options, new FittingHooks { GoOn = epoch => epoch.Epoch < 2 });
        Assert.Equal(2, fitted.History.Count);
    }

    private FittingHooks Resuming => new() { Checkpoint = File, Resumes = true };

    private static FittedNetwork Fit(TrainingOptions options, FittingHooks? hooks, FeatureSet? data = null) =>
        new Trainer(options).Fit(data ?? Data, Split(data ?? Data), CancellationToken.None, hooks);

    private static DataSplit Split(FeatureSet data) => TrackSplit.Automatic(data, 0.3, 0.2, Options.Seed);

    private static void Refused(string message, Func<FittedNetwork> fit) =>
        Assert.Contains(message, Assert.ThrowsAny<GenreNetException>(() => fit().Dispose()).Message, StringComparison.Ordinal);

    // Stops in the middle of an epoch, so that what it had done of that is lost.
    private void Interrupt(TrainingOptions options, int batches)
    {
        using var source = new CancellationTokenSource();
        var counter = new Counter(batches, source);
        Assert.Throws<OperationCanceledException>(() => new Trainer(options, counter).Fit(Data, Split(Data), source.Token, new FittingHooks { Checkpoint = File }).Dispose());
    }

    private sealed class Counter(int batches, CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        private int _seen;

        public void Report(TrainingProgress value)
        {
            _seen += value.Completed is null ? 1 : 0;
            if (_seen >= batches)
            {
                source.Cancel();
            }
        }
    }
}
