namespace GenreNet.Pretrained;

/// <summary>Provides the checkpoints that can be installed by name.</summary>
/// <remarks>
/// Checksums are pinned only if independent sources confirm them. To install the file of another width, run
/// <c>genrenet models add FILE --as NAME --sha256 HEX</c>.
/// </remarks>
/// <seealso cref="PretrainedStore"/>
/// <seealso cref="PretrainedModels"/>
public static class PretrainedCheckpoints
{
    private const string EfficientAtRelease = "https://github.com/fschmid56/EfficientAT/releases/download/v0.0.1/";

    // The commit pins the content: a branch could be rewritten.
    private const string MusicnnFolder =
        "https://raw.githubusercontent.com/Quint-e/musicnn_keras/8e2d042f3a7bc560f825626144ae0f4ee20199ae/musicnn_keras/keras_checkpoints/";

    private const long MusicnnLength = 3_319_120;

    /// <summary>Gets EfficientAT of width 0.4: 984 k parameters, embeddings of 384 values.</summary>
    public static PretrainedCheckpoint Mn04 { get; } = EfficientAt("mn04", "mn04_as_mAP_432.pt", 0.432, 384) with
    {
        Length = 4_066_513,
        Sha256 = "899a8c6217063f6941793102a2780b3dd788ab11fce468d9cf5f0577c453321c",
        GoodFor = "527 kinds of sound, 57 of them genres and styles of music; embeddings of 384 values; the fastest",
    };

    /// <summary>Gets EfficientAT of width 0.5.</summary>
    public static PretrainedCheckpoint Mn05 { get; } = EfficientAt("mn05", "mn05_as_mAP_443.pt", 0.443, 480);

    /// <summary>Gets EfficientAT of width 1: 4.88 M parameters, embeddings of 960 values.</summary>
    public static PretrainedCheckpoint Mn10 { get; } = EfficientAt("mn10", "mn10_as_mAP_471.pt", 0.471, 960) with
    {
        Length = 19_708_753,
        Sha256 = "0bd7dc2443af498c289a2e739f02ebb515d6aa3fd3ab9db539c86123ae368a4e",
        GoodFor = "527 kinds of sound, more accurate than mn04 and slower; embeddings of 960 values",
    };

    /// <summary>Gets EfficientAT of width 2.</summary>
    public static PretrainedCheckpoint Mn20 { get; } = EfficientAt("mn20", "mn20_as_mAP_478.pt", 0.478, 1920);

    /// <summary>Gets EfficientAT of width 4.</summary>
    public static PretrainedCheckpoint Mn40 { get; } = EfficientAt("mn40", "mn40_as_mAP_484.pt", 0.484, 3840);

    /// <summary>Gets musicnn, trained on the Million Song Dataset: 787 k parameters, embeddings of 200 values.</summary>
    public static PretrainedCheckpoint MusicnnMsd { get; } = Musicnn(
        "musicnn-msd", "MSD_musicnn.h5", "412a832c8527a813e084ba6f2cc7d068ecbbf1b68bda8c1de2e7de0d1f5fe7d1",
        "embeddings of 200 values for your own genres, best with few clips; trained on the tags of 200 000 songs");

    /// <summary>Gets musicnn, trained on MagnaTagATune: 787 k parameters, embeddings of 200 values.</summary>
    public static PretrainedCheckpoint MusicnnMtt { get; } = Musicnn(
        "musicnn-mtt", "MTT_musicnn.h5", "1a66a2e58e862e894c088bd7789b05874becf994f275c54d9575dab83fab4ebe",
        "embeddings of 200 values for your own genres; trained on the tags of 19 000 clips");

    /// <summary>Gets all checkpoints in the catalogue.</summary>
    public static IReadOnlyList<PretrainedCheckpoint> All { get; } = [Mn04, Mn05, Mn10, Mn20, Mn40, MusicnnMsd, MusicnnMtt];

    /// <summary>Returns the checkpoint with the given name; null if there is none.</summary>
    /// <param name="name">The name, or <c>musicnn</c> for <see cref="MusicnnMsd"/>; not case-sensitive.</param>
    public static PretrainedCheckpoint? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Equals("musicnn", StringComparison.OrdinalIgnoreCase)
            ? MusicnnMsd
            : All.FirstOrDefault(checkpoint => checkpoint.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static PretrainedCheckpoint EfficientAt(string name, string fileName, double precision, int embeddingSize) => new()
    {
        EmbeddingSize = embeddingSize,
        Name = name,
        Network = PretrainedNetwork.EfficientAt,
        FileName = fileName,
        Url = new Uri(EfficientAtRelease + fileName),
        License = "MIT",
        GoodFor = "527 kinds of sound; embeddings for your own genres",
        Accuracy = FormattableString.Invariant($"AudioSet evaluation, mAP {precision:0.000} (reported by the authors)"),
    };

    private static PretrainedCheckpoint Musicnn(string name, string fileName, string sha256, string goodFor) => new()
    {
        Name = name,
        Network = PretrainedNetwork.Musicnn,
        FileName = fileName,
        Url = new Uri(MusicnnFolder + fileName),
        Length = MusicnnLength,
        Sha256 = sha256,
        License = "ISC",
        GoodFor = goodFor,
    };
}
