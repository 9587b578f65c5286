using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>The options of data, network and training, for commands that fit a network.</summary>
internal sealed class TrainingSymbols
{
    private static readonly TrainingOptions Default = new();

    private readonly Argument<string> _data = CliSymbols.Data();
    private readonly Option<string?> _network = new("--network")
    {
        Description = $"Network to train, or a .json file that defines one. Default: {GenreNetworks.DefaultFor(FeatureOptions.Default)}; {GenreNetworks.DefaultFor(FeatureOptions.LogMels)} for log-mel features; {GenreNetworks.DefaultFor(FeatureOptions.Summaries)} for summaries.",
    };

    private readonly Option<ulong> _seed = CliSymbols.Seed(Default.Seed);
    private readonly Option<int> _epochs = CliSymbols.Number("--epochs", "Maximum number of epochs; training stops earlier if there is no improvement.", Default.Epochs, 1, 100_000);
    private readonly Option<int> _patience = CliSymbols.Number("--patience", "Number of epochs without improvement before training stops.", Default.Patience, 1, 100_000);
    private readonly Option<int> _batchSize = CliSymbols.Number("--batch-size", "Number of segments per batch.", Default.BatchSize, 2, 65_536);
    private readonly Option<int> _ensembleSize = CliSymbols.Number("--ensemble-size", "Ensemble size: number of networks that are trained from different initial weights and whose logits are averaged.", Default.EnsembleSize, 1, 100);
    private readonly Option<int> _threads = CliSymbols.Number("--threads", "Number of CPU threads of torch; runs are bit-identical only with the same number.", Default.Threads, 1, 1024);
    private readonly DeviceSymbol _device = new();
    private readonly Option<string?> _quarantine = CliSymbols.Quarantine(CliSymbols.LeaveOut);
    private readonly Option<string?> _groups = CliSymbols.Groups();
    private Option[] _gradientOptions = [];
    private readonly Option<string?> _genreNames = CliSymbols.GenreNames();
    private readonly Option<string?> _learnTable = new("--learn-table")
    {
        Description = "Feature table .csv whose rows are added to the training data as further summaries of their tracks. They are not used for evaluation.",
    };

    private readonly FeatureSymbols _features = new();
    private readonly OptimizationSymbols _optimization = new();
    private readonly VariantSymbols _copies = new();
    private readonly AugmentationSymbols _augmentation = new();
    private readonly LinearSymbols _linear = new();
    private readonly TeacherSymbols? _teachers;
    private readonly FineTuneSymbols? _fineTuning;
    private readonly TrainerSymbols? _trainers;

    /// <summary>Creates the options.</summary>
    /// <param name="hasTeachers">Whether to include knowledge distillation.</param>
    /// <param name="hasFineTuning">Whether to include fine-tuning of pretrained networks.</param>
    /// <param name="hasTrainers">Whether to include the trainers of ML.NET.</param>
    public TrainingSymbols(bool hasTeachers = false, bool hasFineTuning = false, bool hasTrainers = false)
    {
        _trainers = hasTrainers ? new TrainerSymbols() : null;
        _teachers = hasTeachers ? new TeacherSymbols() : null;
        _fineTuning = hasFineTuning ? new FineTuneSymbols() : null;
    }

    /// <summary>Adds the argument and the options to a command.</summary>
    public void AddTo(Command command)
    {
        _network.CompletionSources.Add([.. GenreNetworks.Names]);
        _network.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string name }] && !NetworkFile.IsPath(name) && !GenreNetworks.Names.Contains(name))
            {
                result.AddError($"Unknown network '{name}'{NearestName.Suggestion(name, GenreNetworks.Names)}. Choose one of {string.Join(", ", GenreNetworks.Names)}, or give a .json file");
            }
        });
        command.Add(_data);
        foreach (Option option in (Option[])[_network, _seed, _epochs, _patience, _batchSize, _ensembleSize, _threads, _quarantine, _groups, _genreNames, _learnTable])
        {
            command.Add(option);
        }

        _device.AddTo(command);
        _features.AddTo(command);
        _optimization.AddTo(command);
        _copies.AddTo(command);
        _augmentation.AddTo(command);
        _linear.AddTo(command);
        _gradientOptions = [_epochs, _patience, _batchSize, _ensembleSize, .. _optimization.All, .. _augmentation.All];
        _teachers?.AddTo(command);
        _fineTuning?.AddTo(command, _features.Backbone);
        _trainers?.AddTo(command);
    }

    /// <summary>Reads which data to train on. Nothing is opened.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <exception cref="GenreNetException">The names of genres are invalid, or the device does not exist, which is reported before the data
    /// is read.</exception>
    public TrainingSource ReadSource(ParseResult parsed)
    {
        _ = _device.Read(parsed);
        return SourceOf(parsed);
    }

    /// <summary>Prints the device, if the command line has the option.</summary>
    /// <param name="terminal">Receives the message.</param>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="options">The settings that were read from it.</param>
    /// <param name="json">Whether the output carries JSON.</param>
    public void SayDevice(Terminal terminal, ParseResult parsed, TrainingOptions options, bool json) => _device.Say(terminal, parsed, options, json);

    private TrainingSource SourceOf(ParseResult parsed) => new(parsed.GetRequiredValue(_data))
    {
        Network = parsed.GetValue(_network),
        Features = _features.Read(parsed),
        Variants = _copies.Read(parsed),
        Quarantine = parsed.GetValue(_quarantine),
        Groups = parsed.GetValue(_groups),
        GenreNames = CliSymbols.Names(parsed.GetValue(_genreNames)),
        LearnTable = parsed.GetValue(_learnTable),
        Trainer = _trainers?.NameIn(parsed),
        Teachers = _teachers?.Read(parsed),
    };

    /// <summary>Reads the training settings.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="features">The features of the data, which determine the default network.</param>
    /// <exception cref="GenreNetException">An option has no effect with the others.</exception>
    public TrainingOptions Read(ParseResult parsed, FeatureOptions features)
    {
        TrainingOptions options = ReadAll(parsed, features);
        if (_trainers?.Read(parsed) is { } trainer)
        {
            return WithTrainer(parsed, options, trainer);
        }

        if (_fineTuning?.Read(parsed, options) is { } fineTuning)
        {
            return FineTuned(parsed, options, fineTuning);
        }

        if (!options.IsLinear)
        {
            return options with { Device = _device.Read(parsed), Linear = _linear.Read(parsed, options) };
        }

        _device.RequireCpu(parsed, $"--network {GenreNetworks.Linear}");
        if (_gradientOptions.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } useless)
        {
            throw new GenreNetException($"{useless.Name} has no effect with --network {GenreNetworks.Linear}, which is fitted by a solver and not by gradient steps. Remove {useless.Name}.");
        }

        if (_teachers?.AreGiven(parsed) == true)
        {
            throw new GenreNetException($"--network {GenreNetworks.Linear} learns only from labels. Remove --teacher, or choose another network.");
        }

        return options with { Linear = _linear.Read(parsed, options) };
    }

    private TrainingOptions WithTrainer(ParseResult parsed, TrainingOptions options, TrainerOptions trainer)
    {
        Option? useless = _gradientOptions.Except(_optimization.ForTrainers).Append(_network).Concat(_linear.All)
            .FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
        _device.RequireCpu(parsed, "--trainer");
        string? name = useless?.Name ?? (_teachers?.AreGiven(parsed) == true ? "--teacher" : _fineTuning?.Read(parsed, options) is null ? null : "--fine-tune");
        return name is null
            ? options with { Network = trainer.Name, Trainer = trainer }
            : throw new GenreNetException($"{name} has no effect with --trainer, which fits a trainer of ML.NET instead of a network. Remove {name}.");
    }

    private TrainingOptions FineTuned(ParseResult parsed, TrainingOptions options, FineTuningOptions fineTuning)
    {
        if (_teachers?.AreGiven(parsed) == true || parsed.GetValue(_learnTable) is not null)
        {
            throw new GenreNetException("--fine-tune learns only from the labels of audio. Remove --teacher and --learn-table, or remove --fine-tune.");
        }

        T Given<T>(Option option, T given, T otherwise) => parsed.GetResult(option) is { Implicit: false } ? given : otherwise;
        return options with
        {
            FineTuning = fineTuning,
            Device = _device.Read(parsed),
            Linear = _linear.Read(parsed, options),
            Pooling = Given(_optimization.Pooling, options.Pooling, SegmentPooling.LogMean),
            LearningRate = Given(_optimization.LearningRate, options.LearningRate, FineTuningOptions.DefaultLearningRate),
            Epochs = Given(_epochs, options.Epochs, FineTuningOptions.DefaultEpochs),
            Patience = Given(_patience, options.Patience, FineTuningOptions.DefaultPatience),
        };
    }

    private TrainingOptions ReadAll(ParseResult parsed, FeatureOptions features) => _optimization.Read(parsed, new TrainingOptions
    {
        Network = parsed.GetValue(_network) ?? GenreNetworks.DefaultFor(features),
        Seed = parsed.GetValue(_seed),
        Epochs = parsed.GetValue(_epochs),
        Patience = parsed.GetValue(_patience),
        BatchSize = parsed.GetValue(_batchSize),
        Threads = parsed.GetValue(_threads),
        EnsembleSize = parsed.GetValue(_ensembleSize),
        Augmentation = _augmentation.Read(parsed),
    });
}
