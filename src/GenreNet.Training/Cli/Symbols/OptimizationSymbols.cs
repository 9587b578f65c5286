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

    private readonly Option<OptimizerKind> _optimizer = new("--optimizer") { Description = "How gradients become steps.", DefaultValueFactory = _ => Default.Optimizer.Kind };
    private readonly Option<double> _learningRate = CliSymbols.Number("--learning-rate", "Step size, the largest where a schedule changes it; 'find-rate' suggests one.", Default.LearningRate, 1e-9, 10);
    private readonly Option<double> _weightDecay = CliSymbols.Number("--weight-decay", "Decay of kernels: beside the gradient with AdamW, in it with the others.", 0.0, 0, 10);
    private readonly Option<double> _momentum = CliSymbols.Number("--momentum", "Share of the last step in the next, of Sgd.", Default.Optimizer.Momentum, 0, 0.9999);
    private readonly Option<string> _schedule = new("--schedule") { Description = "How the step size goes over the epochs.", DefaultValueFactory = _ => "constant" };
    private readonly Option<double> _warmup = CliSymbols.Number("--warmup-epochs", "Epochs in which the step size first rises from zero.", 0.0, 0, 10_000);
    private readonly Option<int> _stepEpochs = CliSymbols.Number("--step-epochs", "Epochs between two steps of the schedule 'step'.", Default.Schedule.StepEpochs, 1, 100_000);
    private readonly Option<int> _plateauPatience = CliSymbols.Number("--plateau-patience", "Epochs without a lower validation loss until 'plateau' lowers the step size.", Default.Schedule.PlateauPatience, 1, 100_000);
    private readonly Option<double> _factor = CliSymbols.Number("--schedule-factor", "What 'step' and 'plateau' multiply the step size with.", Default.Schedule.Factor, 0.001, 0.999);
    private readonly Option<double> _clipNorm = CliSymbols.Number("--clip-norm", "Longest gradient, over all parameters together; 0 for any.", 0.0, 0, 1e6);
    private readonly Option<double> _smoothing = CliSymbols.Number("--label-smoothing", "So much of each label is shared out among all genres.", 0.0, 0, 0.9);
    private readonly Option<bool> _balance = new("--balance-genres") { Description = "Let segments of rare genres weigh more, so that all genres weigh the same together." };
    private readonly Option<double> _trackExponent = CliSymbols.Number("--track-exponent", "A track of n segments weighs n to this power: 1, all segments weigh the same; 0, all tracks do.", Default.TrackExponent, 0, 1);
    private readonly Option<bool> _draw = new("--draw-by-weight") { Description = "Draw segments that weigh more often, instead of each once per epoch with its weight in the loss." };
    private readonly Option<int> _accumulate = CliSymbols.Number("--accumulate", "Batches whose gradients are added up before a step.", Default.Accumulate, 1, 4096);
    private readonly Option<SegmentPooling> _pooling = new("--pooling")
    {
        Description = "How the answers for segments become that for a track: mean, or log-mean, the mean of the logarithms of probabilities.",
        DefaultValueFactory = _ => Default.Pooling,
        CustomParser = result => result.Tokens[0].Value.ToLowerInvariant() switch
        {
            "mean" => SegmentPooling.Mean,
            "log-mean" or "logmean" => SegmentPooling.LogMean,
            var other => Refuse(result, $"--pooling must be mean or log-mean, not '{other}'"),
        },
    };

    private readonly Option<MonitorKind> _monitor = new("--monitor") { Description = "What on the validation tracks says which epoch is the best; with Nothing they train as well, and the last epoch is kept.", DefaultValueFactory = _ => Default.Monitor };

    /// <summary>The learning rate option.</summary>
    public Option LearningRate => _learningRate;

    /// <summary>The option that sets how segments are pooled into tracks.</summary>
    public Option Pooling => _pooling;

    /// <summary>All options.</summary>
    public IEnumerable<Option> All =>
    [
        _optimizer, _learningRate, _weightDecay, _momentum, _schedule, _warmup, _stepEpochs, _plateauPatience, _factor, _clipNorm, _smoothing, _balance, _trackExponent,
        _draw, _accumulate, _pooling, _monitor,
    ];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _schedule.AcceptOnlyFromAmong([.. Schedules.Keys]);
        foreach (Option option in All)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (Kind(result) == ScheduleKind.Plateau && result.GetResult(_monitor) is { Implicit: false } && result.GetValue(_monitor) == MonitorKind.Nothing)
            {
                result.AddError("--schedule plateau watches the validation loss, and --monitor Nothing leaves none: change one of the two");
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
        : throw new GenreNetException($"a warm-up of {parsed.GetValue(_warmup)} epochs is no shorter than the fit of {options.Epochs}: make --warmup-epochs smaller.");

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
        DrawByWeight = parsed.GetValue(_draw),
        Accumulate = parsed.GetValue(_accumulate),
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
            result.AddError($"{option.Name} changes nothing without {other}: add that, or leave it out");
        }
    }

    private ScheduleKind Kind(System.CommandLine.Parsing.CommandResult result) =>
        result.GetResult(_schedule) is { Tokens: [var token] } && Schedules.TryGetValue(token.Value, out ScheduleKind kind) ? kind : ScheduleKind.Constant;
}
