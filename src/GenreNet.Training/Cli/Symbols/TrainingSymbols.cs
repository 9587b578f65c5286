using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Backbones;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>The options of data, network and training, for commands that fit a network.</summary>
internal sealed class TrainingSymbols
{
    // The number of genres does not affect whether a network accepts the features.
    private const int FewestGenres = 2;

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

    /// <summary>Creates the options.</summary>
    /// <param name="hasTeachers">Whether to include knowledge distillation.</param>
    /// <param name="hasFineTuning">Whether to include fine-tuning of pretrained networks.</param>
    public TrainingSymbols(bool hasTeachers = false, bool hasFineTuning = false)
    {
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
                result.AddError($"Unknown network '{name}'. Choose one of {string.Join(", ", GenreNetworks.Names)}, or give a .json file");
            }
        });
        command.Add(_data);
        foreach (Option option in (Option[])[_network, _seed, _epochs, _patience, _batchSize, _ensembleSize, _threads, _quarantine, _groups, _genreNames, _learnTable])
        {
            command.Add(option);
        }

        _features.AddTo(command);
        _optimization.AddTo(command);
        _copies.AddTo(command);
        _augmentation.AddTo(command);
        _linear.AddTo(command);
        _gradientOptions = [_epochs, _patience, _batchSize, _ensembleSize, .. _optimization.All, .. _augmentation.All];
        _teachers?.AddTo(command);
        _fineTuning?.AddTo(command, _features.Backbone);
    }

    /// <summary>Loads the data of any kind, and verifies before long operations that the network accepts it.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="terminal">Receives the messages.</param>
    /// <param name="features">Path of the cache for extracted features.</param>
    /// <param name="json">Whether the output carries JSON.</param>
    /// <exception cref="GenreNetException">The data cannot be used, or an option does not apply to it.</exception>
    public FeatureSet Open(ParseResult parsed, Terminal terminal, string features, bool json = false)
    {
        string source = parsed.GetRequiredValue(_data);
        DataKind kind = DataLoader.KindOf(source);
        RequireUseful(parsed, source, kind);
        FeatureOptions wanted = _features.Read(parsed);
        DataLoader loader = Loader(parsed, terminal, json);
        FeatureSet WithTable(FeatureSet data) => parsed.GetValue(_learnTable) is { } table ? loader.WithTable(data, table) : data;
        if (kind != DataKind.Dataset)
        {
            _copies.RequireNone(parsed, source);
            return WithTable(loader.Load(source));
        }

        // Check before the features are extracted, which takes longest.
        _ = NetworkFor(parsed, wanted, FewestGenres);
        return WithTable(loader.PrepareAndLoad(source, wanted, features, _copies.Read(parsed)));
    }

    /// <summary>Loads the inputs of pretrained networks for the tracks whose embeddings <see cref="Open"/> returned.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="terminal">Receives the messages.</param>
    /// <param name="cache">Path of the cache.</param>
    /// <param name="pipeline">The pipeline of <see cref="FineTuner"/>, which converts audio to inputs.</param>
    public FeatureSet OpenInputs(ParseResult parsed, Terminal terminal, string cache, FeaturePipeline pipeline)
    {
        FeatureSet rows = Loader(parsed, terminal, json: false).PrepareAndLoad(parsed.GetRequiredValue(_data), pipeline, cache, _copies.Read(parsed));
        return rows.With(FineTuner.FeaturesOf(pipeline));
    }

    /// <summary>Reads the training settings.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="data">The data, which the network must accept.</param>
    /// <exception cref="GenreNetException">The network does not accept the data.</exception>
    public TrainingOptions Read(ParseResult parsed, FeatureSet data)
    {
        TrainingOptions options = ReadAll(parsed, data);
        if (_fineTuning?.Read(parsed, options) is { } fineTuning)
        {
            return FineTuned(parsed, options, fineTuning);
        }

        if (options.IsLinear && _gradientOptions.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } useless)
        {
            throw new GenreNetException($"{useless.Name} has no effect with --network {GenreNetworks.Linear}, which is fitted by a solver and not by gradient steps. Remove {useless.Name}.");
        }

        if (options.IsLinear && _teachers?.AreGiven(parsed) == true)
        {
            throw new GenreNetException($"--network {GenreNetworks.Linear} learns only from labels. Remove --teacher, or choose another network.");
        }

        return options with { Linear = _linear.Read(parsed, options) };
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
            Linear = _linear.Read(parsed, options),
            Pooling = Given(_optimization.Pooling, options.Pooling, SegmentPooling.LogMean),
            LearningRate = Given(_optimization.LearningRate, options.LearningRate, FineTuningOptions.DefaultLearningRate),
            Epochs = Given(_epochs, options.Epochs, FineTuningOptions.DefaultEpochs),
            Patience = Given(_patience, options.Patience, FineTuningOptions.DefaultPatience),
        };
    }

    private DataLoader Loader(ParseResult parsed, Terminal terminal, bool json) =>
        new(terminal, json, parsed.GetValue(_quarantine), parsed.GetValue(_groups), CliSymbols.Names(parsed.GetValue(_genreNames)));

    private TrainingOptions ReadAll(ParseResult parsed, FeatureSet data) => _optimization.Read(parsed, new TrainingOptions
    {
        Network = NetworkFor(parsed, data.Options, data.Genres.Count),
        Seed = parsed.GetValue(_seed),
        Epochs = parsed.GetValue(_epochs),
        Patience = parsed.GetValue(_patience),
        BatchSize = parsed.GetValue(_batchSize),
        Threads = parsed.GetValue(_threads),
        EnsembleSize = parsed.GetValue(_ensembleSize),
        Augmentation = _augmentation.Read(parsed),
    });

    /// <summary>Loads the teachers' outputs for the data; returns null without teachers.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="terminal">Receives the messages.</param>
    /// <param name="features">Path of the feature cache of a dataset.</param>
    /// <param name="data">The result of <see cref="Open"/>.</param>
    /// <param name="json">Whether the output carries JSON.</param>
    /// <exception cref="GenreNetException">A teacher cannot be loaded or does not match the data, or its audio is missing.</exception>
    public TeachingData? Teach(ParseResult parsed, Terminal terminal, string features, FeatureSet data, bool json = false) => _teachers?.Read(
        parsed,
        new TeachingLoader(terminal, new DataLoader(terminal, json, parsed.GetValue(_quarantine), parsed.GetValue(_groups)), parsed.GetRequiredValue(_data), features, json),
        data);

    private void RequireUseful(ParseResult parsed, string source, DataKind kind)
    {
        if (kind == DataKind.Prepared && parsed.GetValue(_quarantine) is not null)
        {
            throw new GenreNetException($"{source} is already prepared, so --quarantine has no effect. Use --quarantine in 'prepare'.");
        }

        if (kind == DataKind.Arrays && parsed.GetValue(_quarantine) is not null)
        {
            throw new GenreNetException($"{source} contains arrays of another program, for which --quarantine has no effect. Remove the rows from the file instead.");
        }

        if (kind != DataKind.Arrays && parsed.GetValue(_genreNames) is not null)
        {
            throw new GenreNetException($"--genre-names has no effect for {source}, whose genres already have names. Remove --genre-names.");
        }

        if (kind != DataKind.Dataset)
        {
            _features.RequireNone(parsed, source);
        }
    }

    private string NetworkFor(ParseResult parsed, FeatureOptions features, int genreCount)
    {
        string network = parsed.GetValue(_network) ?? GenreNetworks.DefaultFor(features);
        _ = NetworkSource.Open(network, genreCount, features);
        return network;
    }
}
