using System.CommandLine;
using GenreNet.Core;
using GenreNet.Inference;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>The options of the optimizer, the learning rate and the loss.</summary>
internal sealed class OptimizationSymbols
{
    private static readonly TrainingOptions Default = new();
    private static readonly Dictionary<string, ScheduleKind> Schedules = new(StringComparer.OrdinalIgnoreCase)
    {
        ["constant"] = ScheduleKind.Constant,
        ["step"] = ScheduleKind.Step,
        ["cosine"] = ScheduleKind.Cosine,
        ["one-cycle"] = ScheduleKind.OneCycle,
        ["plateau"] = ScheduleKind.Plateau,
    };

    private readonly Option<OptimizerKind> _optimizer = CliSymbols.Word("--optimizer", "Optimisation algorithm.", Default.Optimizer.Kind);
    private readonly Option<double> _learningRate = CliSymbols.Number("--learning-rate", "Learning rate; its maximum if a schedule changes it. 'find-rate' suggests a value.", Default.LearningRate, 1e-9, 10);
    private readonly Option<double> _weightDecay = CliSymbols.Number("--weight-decay", "Weight decay of the kernels: decoupled with AdamW, an L2 penalty with the other optimisers.", 0.0, 0, 10);
    private readonly Option<double> _momentum = CliSymbols.Number("--momentum", "Momentum of Sgd.", Default.Optimizer.Momentum, 0, 0.9999);
    private readonly Option<string> _schedule = new("--schedule") { Description = "Schedule of the learning rate over the epochs.", DefaultValueFactory = _ => "constant" };
    private readonly Option<double> _warmup = CliSymbols.Number("--warmup-epochs", "Number of epochs in which the learning rate rises from zero at the start.", 0.0, 0, 10_000);
    private readonly Option<int> _stepEpochs = CliSymbols.Number("--step-epochs", "Number of epochs between two reductions of the learning rate, for --schedule step.", Default.Schedule.StepEpochs, 1, 100_000);
    private readonly Option<int> _plateauPatience = CliSymbols.Number("--plateau-patience", "Number of epochs without a lower validation loss before the learning rate is reduced, for --schedule plateau.", Default.Schedule.PlateauPatience, 1, 100_000);
    private readonly Option<double> _factor = CliSymbols.Number("--schedule-factor", "Factor of each reduction of the learning rate, for --schedule step and plateau.", Default.Schedule.Factor, 0.001, 0.999);
    private readonly Option<double> _clipNorm = CliSymbols.Number("--clip-norm", "Maximum norm of the gradient over all parameters; 0 for no limit.", 0.0, 0, 1e6);
    private readonly Option<double> _smoothing = CliSymbols.Number("--label-smoothing", "Share of each label that is distributed over all genres.", 0.0, 0, 0.9);
    private readonly Option<bool> _balance = new("--balance-genres") { Description = "Weight the segments so that all genres have the same total weight." };
    private readonly Option<double> _trackExponent = CliSymbols.Number("--track-exponent", "Exponent of the track weight: a track of n segments has the weight n to this power. 1 weights all segments equally, 0 all tracks.", Default.TrackExponent, 0, 1);
    private readonly Option<bool> _sampleByWeight = new("--sample-by-weight") { Description = "Draw segments with a probability proportional to their weight, instead of using each segment once per epoch with a weighted loss." };
    private readonly Option<int> _accumulationSteps = CliSymbols.Number("--gradient-accumulation-steps", "Number of gradient accumulation steps: batches whose gradients are added before the weights are updated.", Default.GradientAccumulationSteps, 1, 4096);
    private readonly Option<SegmentPooling> _pooling = new("--pooling")
    {
        Description = "Method that combines the probabilities of the segments of a track: mean, or log-mean (the mean of the log probabilities).",
        DefaultValueFactory = _ => Default.Pooling,
        CustomParser = result => result.Tokens[0].Value.ToLowerInvariant() switch
        {
            "mean" => SegmentPooling.Mean,
            "log-mean" or "logmean" => SegmentPooling.LogMean,
            var other => Refuse(result, $"--pooling must be mean or log-mean, not '{other}'"),
        },
    };

    private readonly Option<MonitorKind> _monitor = CliSymbols.Word("--monitor", "Validation metric that selects the best epoch. With None, the validation tracks are used for training and the last epoch is kept.", Default.Monitor);

    /// <summary>The learning rate option.</summary>
    public Option LearningRate => _learningRate;

    /// <summary>The option that sets how segments are pooled into tracks.</summary>
    public Option Pooling => _pooling;

    /// <summary>The options that also apply to the trainers of ML.NET.</summary>
    public IEnumerable<Option> ForTrainers => [_balance, _pooling, _monitor];

    /// <summary>All options.</summary>
    public IEnumerable<Option> All =>
    [
        _optimizer, _learningRate, _weightDecay, _momentum, _schedule, _warmup, _stepEpochs, _plateauPatience, _factor, _clipNorm, _smoothing, _balance, _trackExponent,
        _sampleByWeight, _accumulationSteps, _pooling, _monitor,
    ];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        CliSymbols.AcceptOnly(_schedule, [.. Schedules.Keys]);
        foreach (Option option in All)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (Kind(result) == ScheduleKind.Plateau && result.GetResult(_monitor) is { Implicit: false } && result.GetValue(_monitor) == MonitorKind.None)
            {
                result.AddError("--schedule plateau requires the validation loss, which --monitor None does not compute. Change one of the two options");
            }

            RequireFor(result, _momentum, result.GetValue(_optimizer) == OptimizerKind.Sgd, "--optimizer Sgd");
            RequireFor(result, _stepEpochs, Kind(result) == ScheduleKind.Step, "--schedule step");
            RequireFor(result, _plateauPatience, Kind(result) == ScheduleKind.Plateau, "--schedule plateau");
            RequireFor(result, _factor, Kind(result) is ScheduleKind.Step or ScheduleKind.Plateau, "--schedule step or plateau");
        });
    }

    /// <summary>Applies the options to training settings.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="options">The settings to change.</param>
    /// <exception cref="GenreNetException">The options are incompatible with each other.</exception>
    public TrainingOptions Read(ParseResult parsed, TrainingOptions options) => parsed.GetValue(_warmup) < options.Epochs
        ? Apply(parsed, options)
        : throw new GenreNetException(FormattableString.Invariant($"--warmup-epochs ({parsed.GetValue(_warmup)}) must be below the number of epochs ({options.Epochs}). Use a smaller value."));

    private TrainingOptions Apply(ParseResult parsed, TrainingOptions options) => options with
    {
        LearningRate = parsed.GetValue(_learningRate),
        Optimizer = options.Optimizer with { Kind = parsed.GetValue(_optimizer), WeightDecay = parsed.GetValue(_weightDecay), Momentum = parsed.GetValue(_momentum) },
        Schedule = options.Schedule with
        {
            Kind = Schedules[parsed.GetRequiredValue(_schedule)],
            WarmupEpochs = parsed.GetValue(_warmup),
            StepEpochs = parsed.GetValue(_stepEpochs),
            PlateauPatience = parsed.GetValue(_plateauPatience),
            Factor = parsed.GetValue(_factor),
        },
        ClipNorm = parsed.GetValue(_clipNorm),
        LabelSmoothing = parsed.GetValue(_smoothing),
        BalanceGenres = parsed.GetValue(_balance),
        TrackExponent = parsed.GetValue(_trackExponent),
        SampleByWeight = parsed.GetValue(_sampleByWeight),
        GradientAccumulationSteps = parsed.GetValue(_accumulationSteps),
        Pooling = parsed.GetValue(_pooling),
        Monitor = parsed.GetValue(_monitor),
    };

    private static SegmentPooling Refuse(System.CommandLine.Parsing.ArgumentResult result, string problem)
    {
        result.AddError(problem);
        return SegmentPooling.Mean;
    }

    private static void RequireFor(System.CommandLine.Parsing.CommandResult result, Option option, bool isUseful, string other)
    {
        if (!isUseful && result.GetResult(option) is { Implicit: false })
        {
            result.AddError($"{option.Name} has no effect without {other}. Add {other}, or remove {option.Name}");
        }
    }

    private ScheduleKind Kind(System.CommandLine.Parsing.CommandResult result) =>
        result.GetResult(_schedule) is { Tokens: [var token] } && Schedules.TryGetValue(token.Value, out ScheduleKind kind) ? kind : ScheduleKind.Constant;
}
