using System.Text.Json.Serialization;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Torch;

namespace GenreNet.Training.Fitting;

/// <summary>Represents the settings of training. Together with the features, they reproduce a run.</summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// Name of a network in <see cref="GenreNetworks"/>, or the path of a <see cref="NetworkFile"/>; with <see cref="Trainer"/>, its name.
    /// </summary>
    public string Network { get; init; } = GenreNetworks.Default;

    /// <summary>Seed of the split, the starting weights, the batch order and the dropout.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Maximum number of epochs; an epoch is one pass over all training segments.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Segments per batch.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Gradient accumulation: number of batches whose mean gradient makes one step. Approximates a larger batch with the memory of one.
    /// Default 1.
    /// </summary>
    [JsonPropertyName("accumulate")]
    public int GradientAccumulationSteps { get; init; } = 1;

    /// <summary>The settings of the optimizer.</summary>
    public OptimizerOptions Optimizer { get; init; } = new();

    /// <summary>The learning rate; the maximum rate if a schedule changes it.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>The learning rate schedule.</summary>
    public ScheduleOptions Schedule { get; init; } = new();

    /// <summary>Maximum norm of the gradient over all parameters; 0, the default, disables clipping.</summary>
    public double ClipNorm { get; init; }

    /// <summary>Label smoothing, from 0 to below 1: the share of each label that is distributed over all genres. Default 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// Whether segments of rare genres have larger weights, so that all genres have the same total weight. Default false.
    /// </summary>
    public bool BalanceGenres { get; init; }

    /// <summary>
    /// Exponent, 0 to 1, of the weight of a track with n training segments, n to this power: with 1, the default, all segments have the
    /// same weight; with 0 all tracks have, regardless of their length.
    /// </summary>
    public double TrackExponent { get; init; } = 1;

    /// <summary>
    /// Whether segments are sampled in proportion to their weight, with equal weights in the loss, instead of occurring once per epoch with
    /// their weight in the loss. This reduces the variance of the gradients if weights differ strongly. Default false.
    /// </summary>
    [JsonPropertyName("draw_by_weight")]
    public bool SampleByWeight { get; init; }

    /// <summary>The settings of knowledge distillation; null, the default, for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TeachingOptions? Teaching { get; init; }

    /// <summary>Which blocks of pretrained networks are fine-tuned; null, the default, for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FineTuningOptions? FineTuning { get; init; }

    /// <summary>How the model pools the probabilities of segments into those of a track. Default mean.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SegmentPooling Pooling { get; init; }

    /// <summary>How the best epoch is selected. Default by validation loss.</summary>
    public MonitorKind Monitor { get; init; } = MonitorKind.Loss;

    /// <summary>Number of consecutive epochs without improvement after which training stops.</summary>
    public int Patience { get; init; } = 12;

    /// <summary>The random augmentation of training segments; null, the default, for none.</summary>
    public AugmentationOptions? Augmentation { get; init; }

    /// <summary>Ensemble size: number of networks fitted from different starting weights, whose logits are averaged. Default 1.</summary>
    [JsonPropertyName("members")]
    public int EnsembleSize { get; init; } = 1;

    /// <summary>Share of tracks for validation, which selects the best epoch.</summary>
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>Share of tracks held out for testing.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Number of torch threads; results are bit-identical only for the same number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// The device on which networks are fitted by gradient steps. Default CPU. The resulting network is on the CPU in any case.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TorchDevice Device { get; init; }

    /// <summary>Settings of the linear network; null for the defaults, and for other networks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LinearOptions? Linear { get; init; }

    /// <summary>The trainer of ML.NET that is fitted instead of a network; null, the default, for a network.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrainerOptions? Trainer { get; init; }

    /// <summary>
    /// Whether the network is the linear one of the catalogue, which is solved directly instead of by gradient steps. False for
    /// fine-tuning.
    /// </summary>
    [JsonIgnore]
    public bool IsLinear => Network == GenreNetworks.Linear && FineTuning is null;

    /// <summary>Validates the settings and their combination.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Patience, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearningRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(GradientAccumulationSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(EnsembleSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(ClipNorm);
        ArgumentOutOfRangeException.ThrowIfNegative(LabelSmoothing);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(LabelSmoothing, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(TrackExponent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(TrackExponent, 1);
        if (!Enum.IsDefined(Monitor))
        {
            throw new ArgumentOutOfRangeException(nameof(Monitor), Monitor, $"The monitor must be one of {string.Join(", ", Enum.GetNames<MonitorKind>())}.");
        }

        Optimizer.Validate();
        Schedule.Validate();
        Augmentation?.Validate();
        Linear?.Validate();
        Trainer?.Validate();
        Teaching?.Validate();
        FineTuning?.Validate();
    }

    /// <summary>
    /// Returns the split used for fitting: if no epoch is selected, the validation tracks are used for training. A linear network has no
    /// epochs to select from.
    /// </summary>
    /// <param name="split">The split as drawn.</param>
    public DataSplit SplitToFit(DataSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return Monitor == MonitorKind.None || IsLinear ? split.WithoutValidation() : split;
    }

    /// <summary>
    /// Returns the settings without the folder of the network file, which is specific to one machine; the network itself is saved next to
    /// them.
    /// </summary>
    internal TrainingOptions WithoutPath() => this with { Network = Path.GetFileName(Network) };

    /// <summary>Describes in words how the network is fitted, for a model card.</summary>
    internal string DescribeMethod()
    {
        FormattableString[] parts =
        [
            $"{Optimizer.Kind} on cross entropy and the network's L2",
            .. Part(FineTuning is not null, $"fine-tuning of {FineTuning?.Description} of the pretrained networks, their batch statistics kept, from a linear fit of the embeddings"),
            .. Part(Optimizer.Kind == OptimizerKind.Sgd, $"momentum {Optimizer.Momentum}"),
            .. Part(Optimizer.WeightDecay > 0, $"weight decay {Optimizer.WeightDecay}"),
            .. Part(Schedule.Kind != ScheduleKind.Constant, $"{Schedule.Kind} schedule"),
            .. Part(Schedule.WarmupEpochs > 0, $"{Schedule.WarmupEpochs} {(Schedule.WarmupEpochs == 1 ? "epoch" : "epochs")} of warm-up"),
            .. Part(ClipNorm > 0, $"gradients clipped to {ClipNorm}"),
            .. Part(LabelSmoothing > 0, $"labels smoothed by {LabelSmoothing}"),
            .. Part(BalanceGenres, $"genres balanced"),
            .. Part(TrackExponent < 1, $"tracks weighted by the power {TrackExponent} of their segments"),
            .. Part(SampleByWeight, $"segments drawn by weight"),
            .. Part(Teaching is not null, $"{Teaching?.Describe()}"),
            .. Part(GradientAccumulationSteps > 1, $"gradients of {GradientAccumulationSteps} batches added up"),
            .. Part(Augmentation is not null, $"augmented by {Augmentation?.Describe()}"),
            .. Part(Monitor == MonitorKind.None, $"all epochs fitted, the last kept"),
            .. Part(Monitor != MonitorKind.None, $"early stopping on the validation {Monitor.ToString().ToLowerInvariant()}"),
            .. Part(EnsembleSize > 1, $"mean of {EnsembleSize} networks from different starting weights"),
        ];
        return string.Join("; ", parts.Select(FormattableString.Invariant));
    }

    private static FormattableString[] Part(bool isThere, FormattableString text) => isThere ? [text] : [];
}

/// <summary>Specifies how the best epoch is selected.</summary>
public enum MonitorKind
{
    /// <summary>The lowest validation loss.</summary>
    Loss,

    /// <summary>The highest validation accuracy; ties are broken by the lowest loss.</summary>
    Accuracy,

    /// <summary>No selection: the validation tracks are used for training, all epochs are run, and the last one is kept.</summary>
    [JsonStringEnumMemberName("Nothing")]
    None,
}
