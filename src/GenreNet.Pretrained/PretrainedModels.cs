using GenreNet.Inference;

namespace GenreNet.Pretrained;

/// <summary>Provides the models that can be installed by name.</summary>
/// <example>
/// <code>
/// using GenreNet.Inference;
///
/// using var classifier = await GenreClassifier.LoadAsync(PretrainedModels.AudioSet);
/// </code>
/// </example>
/// <seealso cref="PretrainedClassifier"/>
/// <seealso cref="PretrainedStore"/>
public static class PretrainedModels
{
    /// <summary>The name that selects the best ten-genre model: <see cref="Gtzan"/>.</summary>
    public const string BestAlias = InstalledModels.Pretrained;

    private const string AudioSetName = "audioset";

    /// <summary>
    /// Gets the model for AudioSet's genres and styles of music, several of which may apply, and for whether a clip contains music: mn04.
    /// </summary>
    public static PretrainedModel AudioSet { get; } = AudioSetOf(PretrainedCheckpoints.Mn04);

    /// <summary>Gets the model for GTZAN's ten genres that is based on mn04.</summary>
    public static PretrainedModel GtzanMn04 { get; } = Gtzan10("gtzan-mn04", "fast and small", PretrainedCheckpoints.Mn04);

    /// <summary>Gets the model for GTZAN's ten genres that is based on musicnn.</summary>
    public static PretrainedModel GtzanMusicnn { get; } = Gtzan10("gtzan-musicnn", "needs only musicnn", PretrainedCheckpoints.MusicnnMsd);

    /// <summary>Gets the model for GTZAN's ten genres that is based on both mn04 and musicnn.</summary>
    public static PretrainedModel GtzanMn04Musicnn { get; } =
        Gtzan10("gtzan-mn04-musicnn", "the most accurate", PretrainedCheckpoints.Mn04, PretrainedCheckpoints.MusicnnMsd);

    /// <summary>Gets the best model for GTZAN's ten genres.</summary>
    public static PretrainedModel Gtzan => GtzanMn04Musicnn;

    /// <summary>Gets all models in the catalogue that this version can convert.</summary>
    public static IReadOnlyList<PretrainedModel> All { get; } =
    [
        .. ((PretrainedModel[])[GtzanMn04Musicnn, GtzanMusicnn, GtzanMn04]).Where(IsAvailable),
        AudioSet,
        AudioSetOf(PretrainedCheckpoints.Mn10),
    ];

    /// <summary>Returns the model with the given name; null if there is none.</summary>
    /// <param name="name">The name, or <see cref="BestAlias"/>; not case-sensitive.</param>
    public static PretrainedModel? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Equals(BestAlias, StringComparison.OrdinalIgnoreCase)
            ? All.FirstOrDefault(model => model.Head is not null)
            : All.FirstOrDefault(model => model.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Returns the model for AudioSet's labels that is based on an EfficientAT checkpoint.</summary>
    /// <param name="checkpoint">An EfficientAT checkpoint of any width.</param>
    /// <exception cref="ArgumentException">The checkpoint is of another network.</exception>
    public static PretrainedModel AudioSetOf(PretrainedCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return checkpoint.Network == PretrainedNetwork.EfficientAt
            ? new PretrainedModel
            {
                Name = checkpoint.Name == PretrainedCheckpoints.Mn04.Name ? AudioSetName : $"{AudioSetName}-{checkpoint.Name}",
                Checkpoints = [checkpoint],
                GoodFor = "57 genres and styles of music as a multi-label ranking; recognises speech, noise and other sounds that are not music",
                Accuracy = checkpoint.Accuracy,
            }
            : throw new ArgumentException($"{checkpoint.Name} was not trained on AudioSet.", nameof(checkpoint));
    }

    private static bool IsAvailable(PretrainedModel model) => model.Head is null || ModelHead.Exists(model.Head);

    private static PretrainedModel Gtzan10(string name, string remark, params PretrainedCheckpoint[] checkpoints) => new()
    {
        Name = name,
        Checkpoints = checkpoints,
        GoodFor = $"ten genres (blues, classical, country, disco, hiphop, jazz, metal, pop, reggae, rock); {remark}",
        Accuracy = ModelHead.Find(name)?.Accuracy,
        Head = name,
    };
}
