using System.Security.Cryptography;
using GenreNet.Core.Datasets.Download.Transfer;
using GenreNet.Core.Datasets.Download.Unpacking;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Datasets.Download;

/// <summary>
/// Fetches datasets: goes on where an earlier run broke off, verifies, unpacks, and gives the folder its name only when it is whole.
/// Immutable; several threads may use it for different folders.
/// </summary>
public sealed class DatasetDownloader
{
    private readonly DownloadOptions _options;

    /// <summary>Creates a downloader.</summary>
    /// <param name="options">How patient it is; null for the usual.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DatasetDownloader(DownloadOptions? options = null)
    {
        _options = options ?? new DownloadOptions();
        _options.Validate();
    }

    /// <summary>Brings a dataset into a folder, from the first place that gives it.</summary>
    /// <param name="archives">The places, in the order in which they are tried; see <see cref="KnownArchives"/>.</param>
    /// <param name="folder">
    /// The folder to be. Partial files are stored in <c>FOLDER.partial</c>, or in an empty folder that exists already, and are used again by the
    /// next call.
    /// </param>
    /// <param name="progress">Told where it stands, and in sentences what went wrong on the way; null for nobody.</param>
    /// <param name="cancellationToken">Stops at once; what was downloaded is kept.</param>
    /// <returns>What is there now; at once where the dataset was there already.</returns>
    /// <exception cref="DatasetException">No place gives it, the disk is full, or something else is in the folder.</exception>
    /// <exception cref="ArgumentException">There is no archive, or its address or sum is none.</exception>
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
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"the dataset cannot be put into {folder} ({problem.Message.TrimEnd('.')}): check its permissions or choose another folder.", problem);
        }
    }

    private async Task<DownloadResult> FetchFirstAsync(
        IReadOnlyList<DatasetArchive> archives, string folder, string target, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        using var place = DownloadFolder.Open(target);
        place.CompleteInterrupted();
        if (DownloadFolder.FindFinished(target, archives) is { } finished)
        {
            // Another process finished it between the first look and the lock.
            return Result(folder, finished, wasThere: true);
        }

        var session = new DownloadSession(_options, new DiskSpace(place.Disk, _options.FreeBytes), progress);
        using HttpClient client = CreateClient(_options);
        List<TransferException> failures = [];
        foreach (DatasetArchive archive in archives)
        {
            try
            {
                return Result(folder, await FetchAsync(client, archive, place, session, cancellationToken).ConfigureAwait(false), wasThere: false);
            }
            catch (TransferException problem)
            {
                failures.Add(new TransferException($"{archive.Name} ({archive.ShownUrl}) could not be had: {problem.Message}.", problem));
                if (archives.Count > 1)
                {
                    session.Note(failures[^1].Message);
                }
            }
        }

        throw failures is [var only]
            ? new DatasetException(only.Message, only)
            : new DatasetException($"none of the {failures.Count} places gave the dataset: see the reasons above, fetch a copy yourself, or give the address of another.", new AggregateException(failures));
    }

    private async Task<DownloadMarker> FetchAsync(HttpClient client, DatasetArchive archive, DownloadFolder place, DownloadSession session, CancellationToken cancellationToken)
    {
        string path = place.PathOf(archive);
        using var partial = new PartialFile(path);
        await new HttpTransfer(client, archive, partial, session).RunAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            string sum = await HashAsync(path, session, cancellationToken).ConfigureAwait(false);
            Verify(archive, sum, session);
            session.RequireSpace(partial, archive);
            return await Task.Run(() => Unpack(archive, path, sum, place, session, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (TransferException)
        {
            // The bytes are wrong: they would be just as wrong the next time.
            partial.Discard();
            throw;
        }
    }

    private static async Task<string> HashAsync(string path, DownloadSession session, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, useAsync: false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 20];
        int count;
        while ((count = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            hash.AppendData(buffer, 0, count);
            session.Report(DownloadStage.Verifying, file.Position, file.Length);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Verify(DatasetArchive archive, string sum, DownloadSession session)
    {
        if (archive.Sha256 is null)
        {
            session.Note($"{archive.ShownUrl} was not verified, because no checksum is known for it: its sha256 is {sum}.");
        }
        else if (!archive.Sha256.Equals(sum, StringComparison.OrdinalIgnoreCase))
        {
            throw new TransferException($"its sha256 is {sum} instead of {archive.Sha256.ToLowerInvariant()}, so it is another file or was damaged on the way, and has been removed");
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

    /// <summary>A client that waits as long as the options say, and no less.</summary>
    internal static HttpClient CreateClient(DownloadOptions options)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = options.ConnectTimeout, UseCookies = false };
        // Time is limited where bytes fail to come: a slow line may take all day.
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("GenreNet");
        return client;
    }

    private static DownloadResult Result(string folder, DownloadMarker marker, bool wasThere) =>
        new(folder, marker.Url, marker.Sha256, marker.IsVerified, wasThere, marker.Files.Count, marker.Files.Values.Sum());
}
