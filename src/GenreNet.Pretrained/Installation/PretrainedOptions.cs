using GenreNet.Core.Download;
using GenreNet.Inference;

namespace GenreNet.Pretrained;

/// <summary>Specifies the source of pretrained models and where they are stored.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="PretrainedStore"/>
public sealed record PretrainedOptions
{
    /// <summary>Gets the cache folder; null for <see cref="InstalledModels.Folder"/>.</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// Gets an http or https base URL from which the checkpoint files are downloaded by name instead of from their public URLs, such as a
    /// mirror within a company's network. Checksums are verified in the same way.
    /// </summary>
    public Uri? Mirror { get; init; }

    /// <summary>Gets a folder with checkpoint files provided by the user, which is searched before the network; null for none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Gets the download settings, such as timeouts and retries.</summary>
    public DownloadOptions Download { get; init; } = new();

    /// <summary>
    /// Gets whether models are stored with float16 weights: half the size, with results that differ in the fourth digit. Applies to models
    /// that are converted after the change. Default false.
    /// </summary>
    public bool StoreWeightsAsFloat16 { get; init; }

    /// <summary>Gets the converter from checkpoints to ONNX files.</summary>
    internal IModelConverter Converter { get; init; } = ModelConverter.Instance;
}
