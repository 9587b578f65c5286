using GenreNet.Core;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Networks;
using GenreNet.Training.Backbones;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>Represents the data to train on, as given on a command line.</summary>
/// <param name="Data">The DATA argument.</param>
internal sealed record TrainingSource(string Data)
{
    /// <summary>The network, which must accept the data; null for the default of the features.</summary>
    public string? Network { get; init; }

    /// <summary>The features to extract from audio.</summary>
    public required FeatureChoice Features { get; init; }

    /// <summary>The augmented variants of audio; null for none.</summary>
    public AugmentedVariants? Variants { get; init; }

    /// <summary>Path of a list of tracks to exclude; null if not given.</summary>
    public string? Quarantine { get; init; }

    /// <summary>Path of a list of track groups; null if not given.</summary>
    public string? Groups { get; init; }

    /// <summary>Names of the genres of arrays; null if not given.</summary>
    public IReadOnlyList<string>? GenreNames { get; init; }

    /// <summary>Path of a feature table that is added to the training data; null for none.</summary>
    public string? LearnTable { get; init; }

    /// <summary>The trainer of ML.NET that replaces the network; null for none.</summary>
    public string? Trainer { get; init; }

    /// <summary>The teachers; null for none.</summary>
    public TeacherChoice? Teachers { get; init; }
}

/// <summary>Loads the data that a network is trained on, and prints the related messages.</summary>
/// <param name="terminal">Receives the messages.</param>
/// <param name="source">The data.</param>
/// <param name="cache">Path of the cache for features extracted from audio.</param>
/// <param name="json">Whether the output carries JSON.</param>
internal sealed class TrainingLoader(Terminal terminal, TrainingSource source, string cache, bool json = false)
{
    // The number of genres does not affect whether a network accepts the features.
    private const int FewestGenres = 2;

    private readonly DataLoader _loader = new(terminal, json, source.Quarantine, source.Groups, source.GenreNames);

    /// <summary>Loads the data of any kind, and verifies before long operations that the network accepts it.</summary>
    /// <exception cref="GenreNetException">The data cannot be used, or an option or the network does not apply to it.</exception>
    public FeatureSet Load()
    {
        DataKind kind = DataLoader.KindOf(source.Data);
        RequireUseful(kind);
        FeatureSet data = kind == DataKind.Dataset ? Extract() : _loader.Load(source.Data);
        data = source.LearnTable is { } table ? _loader.WithTable(data, table) : data;
        RequireNetwork(data.Options, data.Genres.Count);
        return data;
    }

    /// <summary>Loads the inputs of pretrained networks for the tracks whose embeddings <see cref="Load"/> returned.</summary>
    /// <param name="inputs">Path of the cache of the inputs.</param>
    /// <param name="pipeline">The pipeline of <see cref="FineTuner"/>, which converts audio to inputs.</param>
    public FeatureSet LoadInputs(string inputs, FeaturePipeline pipeline) =>
        _loader.PrepareAndLoad(source.Data, pipeline, inputs, source.Variants).With(FineTuner.FeaturesOf(pipeline));

    /// <summary>Loads the teachers' outputs for the data; returns null without teachers.</summary>
    /// <param name="data">The result of <see cref="Load"/>.</param>
    /// <exception cref="GenreNetException">A teacher cannot be loaded or does not match the data, or its audio is missing.</exception>
    public TeachingData? LoadTeaching(FeatureSet data) =>
        source.Teachers is { } teachers ? new TeachingLoader(terminal, _loader, source.Data, cache, json).Load(teachers, data) : null;

    private FeatureSet Extract()
    {
        FeatureOptions wanted = source.Features.Open();
        // Check before the features are extracted, which takes longest.
        RequireNetwork(wanted, FewestGenres);
        return _loader.PrepareAndLoad(source.Data, wanted, cache, source.Variants);
    }

    private void RequireNetwork(FeatureOptions features, int genreCount)
    {
        if (source.Trainer is { } trainer)
        {
            RowTrainer.Require(trainer, features);
        }
        else
        {
            _ = NetworkSource.Open(source.Network ?? GenreNetworks.DefaultFor(features), genreCount, features);
        }
    }

    private void RequireUseful(DataKind kind)
    {
        if (kind == DataKind.Prepared && source.Quarantine is not null)
        {
            throw new GenreNetException($"{source.Data} is already prepared, so --quarantine has no effect. Use --quarantine in 'prepare'.");
        }

        if (kind == DataKind.Arrays && source.Quarantine is not null)
        {
            throw new GenreNetException($"{source.Data} contains arrays of another program, for which --quarantine has no effect. Remove the rows from the file instead.");
        }

        if (kind != DataKind.Arrays && source.GenreNames is not null)
        {
            throw new GenreNetException($"--genre-names has no effect for {source.Data}, whose genres already have names. Remove --genre-names.");
        }

        if (kind != DataKind.Dataset)
        {
            source.Features.RequireNone(source.Data);
            VariantSymbols.RequireNone(source.Variants, source.Data);
        }
    }
}
