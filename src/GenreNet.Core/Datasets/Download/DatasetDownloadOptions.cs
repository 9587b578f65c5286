using GenreNet.Core.Download;

namespace GenreNet.Core.Datasets;

/// <summary>Represents the settings of a dataset download: retries and timeouts, and the limits for unpacking.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="DatasetDownloader"/>
public sealed record DatasetDownloadOptions : DownloadOptions
{
    /// <summary>Gets the limits for the content of an archive.</summary>
    public UnpackLimits Limits { get; init; } = UnpackLimits.Default;

    /// <summary>Gets the Kaggle token, for tests; if null and a token is needed, the locations that Kaggle's own tools use are searched.</summary>
    internal KaggleToken? KaggleToken { get; init; }

    /// <summary>
    /// Gets the function that reads the environment variables, including those of the home folder, when a token is searched for.
    /// </summary>
    internal Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Limits);
        Limits.Validate();
    }
}

/// <summary>Represents an address of a dataset, packed as <c>.tar.gz</c> or <c>.zip</c>.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="DatasetDownloader"/>
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
