using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Search;

/// <summary>The settings that a search can vary; add an entry here for a new one.</summary>
internal static class Tunables
{
    /// <summary>
    /// Name of the factor for the dropout rates of a network; it is not an option of <c>train</c>, but changes the network.
    /// </summary>
    public const string Dropout = "dropout_scale";

    /// <summary>Name of the network setting.</summary>
    public const string Network = "network";

    /// <summary>Name of the augmentation strength setting.</summary>
    public const string Augmentation = "augmentation";

    private static readonly TrainingOptions Default = new();

    private static readonly (string Word, ScheduleKind Kind)[] Schedules =
    [
        ("constant", ScheduleKind.Constant), ("step", ScheduleKind.Step), ("cosine", ScheduleKind.Cosine), ("one-cycle", ScheduleKind.OneCycle), ("plateau", ScheduleKind.Plateau),
    ];

    /// <summary>The settings, in display order.</summary>
    public static IReadOnlyList<Tunable> All { get; } =
    [
        new(Network, ["--network"], TunableValues.Of(GenreNetworks.Names, takesFiles: true), (o, v) => o with { Network = v }, o => ["--network", o.Network]),
        new(Dropout, [], TunableValues.Of(0, 3), (o, _) => o, _ => []),
        new("optimizer", ["--optimizer"], TunableValues.Of(Enum.GetNames<OptimizerKind>()),
            (o, v) => o with { Optimizer = o.Optimizer with { Kind = Enum.Parse<OptimizerKind>(v) } }, o => Unless(o.Optimizer.Kind == Default.Optimizer.Kind, "--optimizer", o.Optimizer.Kind.ToString())),
        Number("learning_rate", "--learning-rate", TunableValues.Of(1e-9, 10), (o, v) => o with { LearningRate = v }, o => o.LearningRate),
        Number("batch_size", "--batch-size", TunableValues.Of(2, 65_536, isInteger: true), (o, v) => o with { BatchSize = (int)v }, o => o.BatchSize),
        Number("accumulate", "--gradient-accumulation-steps", TunableValues.Of(1, 4096, isInteger: true), (o, v) => o with { GradientAccumulationSteps = (int)v }, o => o.GradientAccumulationSteps),
        Number("weight_decay", "--weight-decay", TunableValues.Of(0, 10), (o, v) => o with { Optimizer = o.Optimizer with { WeightDecay = v } }, o => o.Optimizer.WeightDecay),
        new("momentum", ["--momentum"], TunableValues.Of(0, 0.9999), (o, v) => o with { Optimizer = o.Optimizer with { Momentum = Tunable.Number(v) } },
            o => Unless(o.Optimizer.Kind != OptimizerKind.Sgd || o.Optimizer.Momentum == Default.Optimizer.Momentum, "--momentum", Tunable.Text(o.Optimizer.Momentum))),
        new("schedule", ["--schedule"], TunableValues.Of(Schedules.Select(s => s.Word)), (o, v) => o with { Schedule = o.Schedule with { Kind = Array.Find(Schedules, s => s.Word == v).Kind } },
            o => Unless(o.Schedule.Kind == ScheduleKind.Constant, "--schedule", Array.Find(Schedules, s => s.Kind == o.Schedule.Kind).Word)),
        Number("warmup_epochs", "--warmup-epochs", TunableValues.Of(0, 10_000), (o, v) => o with { Schedule = o.Schedule with { WarmupEpochs = v } }, o => o.Schedule.WarmupEpochs),
        Number("clip_norm", "--clip-norm", TunableValues.Of(0, 1e6), (o, v) => o with { ClipNorm = v }, o => o.ClipNorm),
        Number("label_smoothing", "--label-smoothing", TunableValues.Of(0, 0.9), (o, v) => o with { LabelSmoothing = v }, o => o.LabelSmoothing),
        new("balance_genres", ["--balance-genres"], TunableValues.Of(["false", "true"]), (o, v) => o with { BalanceGenres = v == "true" }, o => o.BalanceGenres ? ["--balance-genres"] : []),
        new(Augmentation, ["--augment", "--random-crop", "--time-mask", "--coefficient-mask", "--gain-deviation", "--equalizer-deviation"], TunableValues.Of(0, 5),
            (o, v) => o with { Augmentation = Scaled(o.Augmentation, Tunable.Number(v)) }, AugmentationArguments),
        new("mixup", ["--mixup"], TunableValues.Of(0, 10), (o, v) => o with { Augmentation = OrNone((o.Augmentation ?? new()) with { Mixup = Tunable.Number(v) }) },
            o => Unless((o.Augmentation?.Mixup ?? 0) == 0, "--mixup", Tunable.Text(o.Augmentation?.Mixup ?? 0))),
    ];

    /// <summary>Returns the setting with a name; null if there is none.</summary>
    public static Tunable? Find(string name) => All.FirstOrDefault(t => t.Name == name);

    private static Tunable Number(string name, string option, TunableValues takes, Func<TrainingOptions, double, TrainingOptions> apply, Func<TrainingOptions, double> read) => new(
        name, [option], takes, (o, v) => apply(o, Tunable.Number(v)), o => Unless(read(o) == read(Default), option, Tunable.Text(read(o))));

    private static IReadOnlyList<string> Unless(bool isDefault, string option, string value) => isDefault ? [] : [option, value];

    // Scales the moderate augmentation; mixup is a separate setting.
    private static AugmentationOptions? Scaled(AugmentationOptions? options, double strength)
    {
        AugmentationOptions moderate = AugmentationOptions.Moderate;
        return OrNone(new AugmentationOptions
        {
            RandomCrop = moderate.RandomCrop && strength > 0,
            TimeMask = Times(moderate.TimeMask, strength),
            CoefficientMask = Times(moderate.CoefficientMask, strength),
            LevelDecibels = Times(moderate.LevelDecibels, strength),
            EqualizerDecibels = Times(moderate.EqualizerDecibels, strength),
            Mixup = options?.Mixup ?? 0,
        });
    }

    // Rounded, so that printed values are short.
    private static double Times(double value, double strength) => Math.Round(value * strength, 6);

    private static AugmentationOptions? OrNone(AugmentationOptions options) => options == new AugmentationOptions() ? null : options;

    private static IReadOnlyList<string> AugmentationArguments(TrainingOptions options) => options.Augmentation is not { } changes ? [] :
    [
        .. changes.RandomCrop ? (string[])["--random-crop"] : [],
        .. Unless(changes.TimeMask == 0, "--time-mask", Tunable.Text(changes.TimeMask)),
        .. Unless(changes.CoefficientMask == 0, "--coefficient-mask", Tunable.Text(changes.CoefficientMask)),
        .. Unless(changes.LevelDecibels == 0, "--gain-deviation", Tunable.Text(changes.LevelDecibels)),
        .. Unless(changes.EqualizerDecibels == 0, "--equalizer-deviation", Tunable.Text(changes.EqualizerDecibels)),
    ];
}
