using GenreNet.Core.Download;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Downloads datasets: resumes an interrupted download, verifies and unpacks the archive, and gives the folder its final name only when it
/// is complete. Immutable; several threads may use it for different folders.
/// </summary>
/// <example>
/// <code>
/// DownloadResult download = await new DatasetDownloader().DownloadAsync(KnownArchives.Gtzan, "data/gtzan");
/// TrackLibrary library = TrackLibrary.Open(download.Folder);
/// </code>
/// </example>
/// <seealso cref="KnownArchives"/>
/// <seealso cref="TrackLibrary"/>
public sealed class DatasetDownloader
{
    private readonly DatasetDownloadOptions _options;

    /// <summary>Creates a downloader.</summary>
    /// <param name="options">Settings of the download; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DatasetDownloader(DatasetDownloadOptions? options = null)
    {
        _options = options ?? new DatasetDownloadOptions();
        _options.Validate();
    }

    /// <summary>Downloads a dataset into a folder, from the first source that provides it.</summary>
    /// <param name="archives">The sources, in the order in which they are tried; see <see cref="KnownArchives"/>.</param>
    /// <param name="folder">
    /// The target folder. Partial files are stored in <c>FOLDER.partial</c>, or in an empty folder that exists already, and are used again
    /// by the next call.
    /// </param>
    /// <param name="progress">Receives progress reports, and messages about failed attempts; may be null.</param>
    /// <param name="cancellationToken">Stops immediately; downloaded data is kept.</param>
    /// <returns>The downloaded dataset; returned immediately if the dataset was already complete.</returns>
    /// <exception cref="DatasetException">
    /// No source provides the dataset, the disk is full, or the folder contains something else.
    /// </exception>
    /// <exception cref="ArgumentException">There is no archive, or one has an invalid address or checksum.</exception>
    public async Task<DownloadResult> DownloadAsync(
        IReadOnlyList<DatasetArchive> archives, string folder, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(archives);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfZero(archives.Count, nameof(archives));
        foreach (DatasetArchive archive in archives)
        {
            archive.Validate();
        }

        try
        {
            string target = DownloadFolder.Resolve(folder);
            if (DownloadFolder.FindFinished(target, archives) is { } finished)
            {
                DownloadFolder.DeleteLeftovers(target);
                return Result(folder, finished, wasThere: true);
            }

            return await FetchFirstAsync(archives, folder, target, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (DownloadException problem)
        {
            throw new DatasetException(problem.Message, problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"The dataset cannot be stored in {folder} ({problem.Message.TrimEnd('.')}): check the permissions or choose another folder.", problem);
        }
    }

    private async Task<DownloadResult> FetchFirstAsync(
        IReadOnlyList<DatasetArchive> archives, string folder, string target, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        using var place = DownloadFolder.Open(target);
        place.CompleteInterrupted();
        if (DownloadFolder.FindFinished(target, archives) is { } finished)
        {
            // Another process completed the download between the first check and the lock.
            return Result(folder, finished, wasThere: true);
        }

        var session = new DownloadSession(_options, new DiskSpace(place.Disk, _options.FreeBytes), progress);
        using HttpClient client = DownloadClient.Create(_options);
        DownloadMarker marker = await SourceList.FirstAsync(
            archives, "the dataset", session, archive => FetchAsync(client, archive, place, session, cancellationToken)).ConfigureAwait(false);
        return Result(folder, marker, wasThere: false);
    }

    private async Task<DownloadMarker> FetchAsync(HttpClient client, DatasetArchive archive, DownloadFolder place, DownloadSession session, CancellationToken cancellationToken)
    {
        string path = place.PathOf(archive);
        using var partial = new PartialFile(path);
        await new HttpTransfer(client, archive, partial, session, KaggleAccess.For(archive, _options)).RunAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            string sum = await Checksum.VerifyAsync(archive, path, session, cancellationToken).ConfigureAwait(false);
            session.RequireSpace(partial, archive);
            return await Task.Run(() => Unpack(archive, path, sum, place, session, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (TransferException)
        {
            // The content is wrong and would fail the check again the next time.
            partial.Discard();
            throw;
        }
    }

    private DownloadMarker Unpack(DatasetArchive archive, string path, string sum, DownloadFolder place, DownloadSession session, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyDictionary<string, long> files = ArchiveUnpacker.Unpack(
                path, "the archive", place.CreateUnpacked(), _options.Limits, (done, total) => session.Report(DownloadStage.Unpacking, done, total), cancellationToken);
            var marker = new DownloadMarker(DownloadMarker.CurrentFormat, archive.ShownUrl, archive.UrlHash, sum, archive.Sha256 is not null, files);
            place.Finish(marker);
            return marker;
        }
        finally
        {
            place.DeleteUnpacked();
        }
    }

    private static DownloadResult Result(string folder, DownloadMarker marker, bool wasThere) =>
        new(folder, marker.Url, marker.Sha256, marker.IsVerified, wasThere, marker.Files.Count, marker.Files.Values.Sum());
}

/// <summary>Represents a downloaded dataset.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Folder">Folder of the dataset, which <see cref="TrackLibrary.Open"/> accepts.</param>
/// <param name="Url">Address that it came from, without user and query.</param>
/// <param name="Sha256">SHA-256 of the downloaded archive, in hexadecimal.</param>
/// <param name="IsVerified">Whether that checksum was known beforehand.</param>
/// <param name="WasAlreadyPresent">Whether the dataset was already complete, so that nothing was downloaded.</param>
/// <param name="FileCount">Number of unpacked files.</param>
/// <param name="Length">Total size of all files in bytes.</param>
/// <seealso cref="DatasetDownloader"/>
public sealed record DownloadResult(string Folder, string Url, string Sha256, bool IsVerified, bool WasAlreadyPresent, int FileCount, long Length);
