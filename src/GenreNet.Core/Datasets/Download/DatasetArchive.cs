using GenreNet.Core.Download;

namespace GenreNet.Core.Datasets;

/// <summary>A place on the network that has a dataset, packed as <c>.tar.gz</c> or <c>.zip</c>.</summary>
public sealed record DatasetArchive : DownloadSource
{
    /// <summary>Bytes that the unpacked content needs; without them a quarter more than the archive is reckoned with.</summary>
    public long? UnpackedLength { get; init; }

    /// <summary>Whether it is fetched with the user's Kaggle token.</summary>
    public bool NeedsKaggleToken { get; init; }

    /// <inheritdoc/>
    internal override string? RefusalAdvice =>
        NeedsKaggleToken ? "the Kaggle token is not accepted, create a new one at https://www.kaggle.com/settings" : null;

    /// <inheritdoc/>
    internal override long SpaceAfter(long length) => UnpackedLength ?? length + (length / 4);
}
