using System.Text.Json.Serialization;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Networks;

namespace GenreNet.Training.Fitting;

/// <summary>How a network is fitted. Together with the features these settings repeat a run.</summary>
public sealed record TrainingOptions
{
    /// <summary>Name of a network in <see cref="GenreNetworks"/>, or the path of a <see cref="NetworkFile"/>.</summary>
    public string Network { get; init; } = GenreNetworks.Default;

    /// <summary>Seed of the split, the starting weights, the order of batches and the dropout.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Most epochs; one is a pass over all training segments.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Segments a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Batches whose mean gradient makes a step: much as one batch of all their segments would, in the memory of one. Default 1.</summary>
    public int Accumulate { get; init; } = 1;

    /// <summary>How gradients become steps.</summary>
    public OptimizerOptions Optimizer { get; init; } = new();

    /// <summary>Step size, the largest where a schedule changes it.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>How the step size goes over the epochs.</summary>
    public ScheduleOptions Schedule { get; init; } = new();

    /// <summary>Longest gradient, over all parameters together; 0, the default, for any.</summary>
    public double ClipNorm { get; init; }

    /// <summary>What the labels are smoothed by, from 0 to below 1: so much of each label is shared out among all genres. Default 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Whether segments of rare genres weigh more, so that all genres weigh the same together. Default false.</summary>
    public bool BalanceGenres { get; init; }

    /// <summary>
    /// A track of n training segments weighs n to this power, 0 to 1: with 1, the default, all segments weigh the same; with 0 all tracks do, however long.
    /// </summary>
    public double TrackExponent { get; init; } = 1;

    /// <summary>
    /// Whether segments that weigh more are drawn more often, and weigh the same in the loss, instead of coming once per epoch and weighing more. Gradients vary
    /// less where weights differ much. Default false.
    /// </summary>
    public bool DrawByWeight { get; init; }

    /// <summary>What is learned from the answers of other models; null, the default, for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TeachingOptions? Teaching { get; init; }

    /// <summary>Which blocks of pretrained networks are fitted too; null, the default, for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FineTuningOptions? FineTuning { get; init; }

    /// <summary>How the model pools the probabilities of segments into those of a track. Default their mean.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SegmentPooling Pooling { get; init; }

    /// <summary>What says which epoch is the best. Default the validation loss.</summary>
    public MonitorKind Monitor { get; init; } = MonitorKind.Loss;

    /// <summary>Epochs in a row that are no better after which fitting stops.</summary>
    public int Patience { get; init; } = 12;

    /// <summary>How training segments are changed at random; null, the default, for not at all.</summary>
    public AugmentationOptions? Augmentation { get; init; }

    /// <summary>Networks that are fitted from different starting weights and give the mean of their logits. Default 1.</summary>
    public int Members { get; init; } = 1;

    /// <summary>Share of tracks that choose the best epoch.</summary>
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>Share of tracks that are kept aside for the honest figure.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Threads of torch; results repeat bit for bit at the same count only.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>How a linear network is fitted; null for the defaults, and for other networks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LinearOptions? Linear { get; init; }

    /// <summary>Whether the network is the linear one of the catalogue, which has a solver of its own instead of gradient steps. Fine-tuning makes steps.</summary>
    [JsonIgnore]
    public bool IsLinear => Network == GenreNetworks.Linear && FineTuning is null;

    /// <summary>Checks the settings against each other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range; the message says which.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Patience, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearningRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(Accumulate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Members, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(ClipNorm);
        ArgumentOutOfRangeException.ThrowIfNegative(LabelSmoothing);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(LabelSmoothing, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(TrackExponent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(TrackExponent, 1);
        if (!Enum.IsDefined(Monitor))
        {
            throw new ArgumentOutOfRangeException(nameof(Monitor), Monitor, $"The best epoch is told by one of {string.Join(", ", Enum.GetNames<MonitorKind>())}.");
        }

        Optimizer.Validate();
        Schedule.Validate();
        Augmentation?.Validate();
        Linear?.Validate();
        Teaching?.Validate();
        FineTuning?.Validate();
    }

    /// <summary>A split as it is fitted to: where no track chooses an epoch, those that would have done so train. A linear network has no epochs to choose from.</summary>
    /// <param name="split">The split as it was drawn.</param>
    public DataSplit SplitToFit(DataSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return Monitor == MonitorKind.Nothing || IsLinear ? split.WithoutValidation() : split;
    }

    /// <summary>The same without the folder of a network's file, which is of one machine: the network itself is saved beside them.</summary>
    internal TrainingOptions WithoutPath() => this with { Network = Path.GetFileName(Network) };

    /// <summary>How the network is fitted, in words, for a model's card.</summary>
    internal string DescribeMethod()
    {
        FormattableString[] parts =
        [
            $"{Optimizer.Kind} on cross entropy and the network's L2",
            .. Part(FineTuning is not null, $"fine-tuning of {FineTuning?.Description} of the pretrained networks, their batch statistics kept, from a linear fit of the embeddings"),
            .. Part(Optimizer.Kind == OptimizerKind.Sgd, $"momentum {Optimizer.Momentum}"),
            .. Part(Optimizer.WeightDecay > 0, $"weight decay {Optimizer.WeightDecay}"),
            .. Part(Schedule.Kind != ScheduleKind.Constant, $"{Schedule.Kind} schedule"),
            .. Part(Schedule.WarmupEpochs > 0, $"{Schedule.WarmupEpochs} epochs of warm-up"),
            .. Part(ClipNorm > 0, $"gradients clipped to {ClipNorm}"),
            .. Part(LabelSmoothing > 0, $"labels smoothed by {LabelSmoothing}"),
            .. Part(BalanceGenres, $"genres balanced"),
            .. Part(TrackExponent < 1, $"tracks weighted by the power {TrackExponent} of their segments"),
            .. Part(DrawByWeight, $"segments drawn by weight"),
            .. Part(Teaching is not null, $"{Teaching?.Describe()}"),
            .. Part(Accumulate > 1, $"gradients of {Accumulate} batches added up"),
            .. Part(Augmentation is not null, $"augmented by {Augmentation?.Describe()}"),
            .. Part(Monitor == MonitorKind.Nothing, $"all epochs fitted, the last kept"),
            .. Part(Monitor != MonitorKind.Nothing, $"early stopping on the validation {Monitor.ToString().ToLowerInvariant()}"),
            .. Part(Members > 1, $"mean of {Members} networks from different starting weights"),
        ];
        return string.Join("; ", parts.Select(FormattableString.Invariant));
    }

    private static FormattableString[] Part(bool isThere, FormattableString text) => isThere ? [text] : [];
}
