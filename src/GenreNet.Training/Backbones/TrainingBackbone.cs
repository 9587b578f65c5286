using System.Security.Cryptography;
using GenreNet.Core;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Pretrained;

namespace GenreNet.Training.Backbones;

/// <summary>
/// Represents installed pretrained networks on whose embeddings a classifier is trained: computes the embeddings, and later combines the
/// networks with the classifier. Thread-safe, except for disposal.
/// </summary>
public sealed class TrainingBackbone : IDisposable
{
    /// <summary>Default length of a segment in seconds: the greatest length of which musicnn uses all but 24 ms.</summary>
    public const double DefaultSegmentSeconds = 3;

    private const char Separator = '+';

    private readonly IReadOnlyList<PretrainedCheckpoint> _checkpoints;
    private readonly IReadOnlyList<Backbone> _backbones;
    private readonly EmbeddingNetwork _network;

    private TrainingBackbone(IReadOnlyList<PretrainedCheckpoint> checkpoints, IReadOnlyList<Backbone> backbones, double segmentSeconds)
    {
        _checkpoints = checkpoints;
        _backbones = backbones;
        Set = BackboneSet.Of(segmentSeconds, backbones);
        byte[] file = Set.ToOnnx();
        _network = new EmbeddingNetwork(file);
        Features = FeatureOptions.Encoded(Set.Features, new FeatureEncoder
        {
            Name = string.Join(Separator, checkpoints.Select(checkpoint => checkpoint.Name)),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
            Size = Set.EmbeddingSize,
        });
    }

    /// <summary>The networks and their features.</summary>
    public BackboneSet Set { get; }

    /// <summary>The embeddings as features: segments do not overlap, and a remainder at the end is dropped.</summary>
    public FeatureOptions Features { get; }

    /// <summary>The provenance of the networks, for a model card.</summary>
    public IReadOnlyList<BackboneFacts> Facts => [.. _checkpoints.Select(checkpoint => checkpoint.Facts)];

    /// <summary>Opens installed networks by name.</summary>
    /// <param name="names">Names of checkpoints, separated by <c>+</c>, as in <c>mn04+musicnn</c>.</param>
    /// <param name="segmentSeconds">Length of a segment in seconds.</param>
    /// <param name="store">The store in which they are installed; null for the user's cache folder.</param>
    /// <exception cref="GenreNetException">A network does not exist or is not installed, its file is damaged, or a segment is
    /// too short for it.</exception>
    public static TrainingBackbone Open(string names, double segmentSeconds = DefaultSegmentSeconds, PretrainedStore? store = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(names);
        store ??= new PretrainedStore();
        PretrainedCheckpoint[] checkpoints = [.. names.Split(Separator, StringSplitOptions.TrimEntries).Select(name => Find(name, store))];
        if (checkpoints.DistinctBy(checkpoint => checkpoint.Name).Count() < checkpoints.Length)
        {
            throw new GenreNetException($"The backbone {names} contains a network twice: list each network once.");
        }

        Backbone[] backbones = [.. checkpoints.Select(checkpoint => Backbone.Read(store.Find(checkpoint)!))];
        double shortest = backbones.Max(b => b.Features.Kind == FeatureKind.EfficientAtMel ? 0.1 : b.Features.SegmentSeconds);
        if (segmentSeconds < shortest)
        {
            throw new GenreNetException(FormattableString.Invariant(
                $"The backbone {names} needs segments of at least {shortest} s, not {segmentSeconds} s: increase --segment-seconds."));
        }

        return new TrainingBackbone(checkpoints, backbones, segmentSeconds);
    }

    /// <summary>Opens the installed networks that computed embeddings.</summary>
    /// <param name="features">The options of the embeddings.</param>
    /// <param name="store">The store in which they are installed; null for the user's cache folder.</param>
    /// <exception cref="GenreNetException">The networks are not installed, or have other weights.</exception>
    public static TrainingBackbone Open(FeatureOptions features, PretrainedStore? store = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        TrainingBackbone backbone = Open(features.Encoder!.Name, features.SegmentSeconds, store);
        if (backbone.Features.Encoder == features.Encoder && backbone.Features.Source == features.Source)
        {
            return backbone;
        }

        backbone.Dispose();
        throw new GenreNetException(
            $"The embeddings were computed with other weights of {features.Encoder.Name} than those installed: prepare the features again.");
    }

    /// <summary>Computes the embedding of a segment; a <see cref="SegmentEncoder"/>.</summary>
    /// <param name="features">The features of the segment.</param>
    /// <param name="embedding">Receives the embedding.</param>
    public void Encode(ReadOnlySpan<float> features, Span<float> embedding) => _network.Encode(features, embedding);

    /// <summary>Combines a classifier of embeddings with the networks that compute them.</summary>
    /// <param name="head">The layers of the classifier.</param>
    /// <param name="weights">The weights of the classifier.</param>
    /// <param name="card">The card of the classifier; its features must be embeddings of these networks.</param>
    /// <returns>A single model file, which takes audio features as input, and its card.</returns>
    public (byte[] Model, ModelCard Card) Compose(NetworkSpec head, NetworkWeights weights, ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(head);
        string name = $"{Features.Encoder!.Name}{Separator}{head.Name}";
        return BackboneClassifier.Compose(name, _backbones, Facts, head.Layers, weights, card);
    }

    /// <summary>Disposes the networks.</summary>
    public void Dispose() => _network.Dispose();

    private static PretrainedCheckpoint Find(string name, PretrainedStore store)
    {
        PretrainedCheckpoint checkpoint = PretrainedCheckpoints.Find(name)
            ?? store.Checkpoints.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new GenreNetException(
                $"There is no backbone '{name}': use one or more of {string.Join(", ", store.Checkpoints.Select(known => known.Name))}, joined by '{Separator}'.");
        return store.Find(checkpoint) is not null
            ? checkpoint
            : throw new GenreNetException($"The backbone {name} is not installed: run 'genrenet models get {name}', or install its checkpoint with 'genrenet models add FILE'.");
    }
}
