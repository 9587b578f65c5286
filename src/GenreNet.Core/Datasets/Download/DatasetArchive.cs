using GenreNet.Core.Download;

namespace GenreNet.Core.Datasets;

/// <summary>Represents an address of a dataset, packed as <c>.tar.gz</c> or <c>.zip</c>.</summary>
public sealed record DatasetArchive : DownloadSource
{
    /// <summary>Gets the size of the unpacked content in bytes; if null, it is assumed to be a quarter larger than the archive.</summary>
    public long? UnpackedLength { get; init; }

    /// <summary>Gets whether the download needs the user's Kaggle token.</summary>
    public bool NeedsKaggleToken { get; init; }

    /// <inheritdoc/>
    internal override string? RefusalAdvice =>
        NeedsKaggleToken ? "the Kaggle token was rejected, create a new one at https://www.kaggle.com/settings" : null;

    /// <inheritdoc/>
    internal override long SpaceAfter(long length) => UnpackedLength ?? length + (length / 4);
}
