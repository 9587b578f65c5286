using GenreNet.Core.Download;
using GenreNet.Inference;

namespace GenreNet.Pretrained;

/// <summary>Where pretrained models come from and where they are stored.</summary>
public sealed record PretrainedOptions
{
    /// <summary>The cache folder; null for <see cref="InstalledModels.Folder"/>.</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// An http or https address below which the checkpoint files are found by their names, in place of their public addresses: a mirror within a
    /// company's network. Checksums are verified alike.
    /// </summary>
    public Uri? Mirror { get; init; }

    /// <summary>A folder with checkpoint files that were brought by hand, looked at before the network; null for none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>How patient downloads are.</summary>
    public DownloadOptions Download { get; init; } = new();

    /// <summary>
    /// Whether models are stored with weights in float16: half the size, and answers that differ in the fourth digit. It applies to models that are
    /// converted from now on. Default false.
    /// </summary>
    public bool HasHalfWeights { get; init; }

    /// <summary>Makes ONNX files of checkpoints.</summary>
    internal IModelConverter Converter { get; init; } = ModelConverter.Instance;
}
