using GenreNet.Core.Download;

namespace GenreNet.Core.Datasets;

/// <summary>Represents a published split that is downloaded once and verified.</summary>
/// <remarks>Immutable.</remarks>
/// <example>
/// <code>
/// FeatureSet features = FeatureCache.Load("gtzan.npz").Features;
/// await PublishedSplit.Gtzan.FetchAsync(PublishedSplit.DefaultFolder);
/// DataSplit split = PublishedSplit.Gtzan.Read(features, PublishedSplit.DefaultFolder);
/// </code>
/// </example>
/// <seealso cref="DataSplit"/>
/// <seealso cref="SplitLists"/>
public sealed record PublishedSplit
{
    /// <summary>Size limit of a download; a list of a few thousand tracks is far smaller.</summary>
    private const long MostBytes = 1 << 26;

    /// <summary>
    /// Gets the fault-filtered split of GTZAN: artists are kept apart, replicas and damaged clips are left out; 443, 197 and 290 tracks.
    /// </summary>
    /// <remarks>
    /// Kereliuk, Sturm and Larsen, "Deep Learning and Music Adversaries" (2015), in the form of J. Lee and J. Nam (2017).
    /// </remarks>
    public static PublishedSplit Gtzan { get; } = new()
    {
        Name = "fault-filtered split of GTZAN (Kereliuk et al. 2015)",
        Page = new Uri("https://github.com/jongpillee/music_dataset_split/tree/master/GTZAN_split"),
        Places =
        [
            new("https://raw.githubusercontent.com/jongpillee/music_dataset_split/master/GTZAN_split/"),
            new("https://raw.githubusercontent.com/jordipons/sklearn-audio-transfer-learning/master/data/index/GTZAN/"),
        ],
        Train = new("train_filtered.txt", "2b04966cef1486f1a7767b74271533fa23e220388db804a1937835e1fc4fa3fa"),
        Validation = new("valid_filtered.txt", "f8fbee7c52397a0e0f3a91dc54fedecb2e27f5bdc9a9daeab8cb10d077e26956"),
        Test = new("test_filtered.txt", "09cafa6a89ce0a27f30ed250d56ecb4d03c22fffb5a693f96c7ae655ee02ac72"),
    };

    /// <summary>Gets the per-user folder in which downloaded lists are kept.</summary>
    public static string DefaultFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } home ? home : Path.GetTempPath(), "genrenet", "splits");

    /// <summary>Gets the name of the split, used in messages and in the split itself.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the page from which the lists can be downloaded manually.</summary>
    public required Uri Page { get; init; }

    /// <summary>Gets the base addresses, each ending in a slash, in the order in which they are tried.</summary>
    public required IReadOnlyList<Uri> Places { get; init; }

    /// <summary>Gets the list of training tracks.</summary>
    public required PublishedList Train { get; init; }

    /// <summary>Gets the list of validation tracks, which choose the best epoch.</summary>
    public required PublishedList Validation { get; init; }

    /// <summary>Gets the list of test tracks.</summary>
    public required PublishedList Test { get; init; }

    /// <summary>Ensures that the lists are in a folder, and downloads those that are missing.</summary>
    /// <param name="folder">Folder for the lists; see <see cref="DefaultFolder"/>.</param>
    /// <param name="options">Settings of the download; null for the defaults with two retries.</param>
    /// <param name="cancellationToken">Stops immediately.</param>
    /// <exception cref="DatasetException">A list cannot be downloaded from any address, or cannot be written.</exception>
    public async Task FetchAsync(string folder, DownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        DownloadOptions patience = options ?? new DownloadOptions { RetryCount = 2 };
        var downloader = new FileDownloader(patience with
        {
            MaxUnknownLength = Math.Min(patience.MaxUnknownLength, MostBytes),
            MostBytes = MostBytes,
        });
        foreach (PublishedList list in (PublishedList[])[Train, Validation, Test])
        {
            await FetchAsync(downloader, list, Path.Combine(folder, list.FileName), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Creates the split of some data from lists that were downloaded before.</summary>
    /// <param name="data">The data.</param>
    /// <param name="folder">Folder of the lists.</param>
    /// <exception cref="DatasetException">The lists cannot be read, or the data is from another dataset.</exception>
    public DataSplit Read(FeatureSet data, string folder) => SplitLists.Read(
        data, Path.Combine(folder, Train.FileName), Path.Combine(folder, Validation.FileName), Path.Combine(folder, Test.FileName), Name);

    private async Task FetchAsync(FileDownloader downloader, PublishedList list, string file, CancellationToken cancellationToken)
    {
        DownloadSource[] sources =
            [.. Places.Select(place => new DownloadSource { Name = list.FileName, Url = new Uri(place, list.FileName), Sha256 = list.Sha256 })];
        try
        {
            await downloader.DownloadAsync(sources, file, progress: null, cancellationToken).ConfigureAwait(false);
        }
        catch (DownloadException problem)
        {
            throw problem.Reasons.Count == 0 ? new DatasetException(problem.Message, problem) : new DatasetException(
                $"Cannot download {list.FileName} of the {Name} ({string.Join("; ", problem.Reasons.Distinct())}): "
                    + $"download {Train.FileName}, {Validation.FileName} and {Test.FileName} manually from {Page}, and specify them with --split-files.",
                problem);
        }
    }
}

/// <summary>Represents a published list of tracks.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="FileName">File name of the list.</param>
/// <param name="Sha256">SHA-256 of the content, in hexadecimal.</param>
public sealed record PublishedList(string FileName, string Sha256);
