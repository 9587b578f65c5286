using GenreNet.Core.Download;

namespace GenreNet.Core.Datasets;

/// <summary>How patient the download of a dataset is, and what it may unpack.</summary>
public sealed record DatasetDownloadOptions : DownloadOptions
{
    /// <summary>What an archive may hold at most.</summary>
    public UnpackLimits Limits { get; init; } = UnpackLimits.Default;

    /// <summary>The token for Kaggle; null to look where Kaggle's own tools look, when it is needed.</summary>
    public KaggleToken? KaggleToken { get; init; }

    /// <summary>The environment variables and the home folder that a token is looked for in.</summary>
    internal Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Limits);
        Limits.Validate();
    }
}
