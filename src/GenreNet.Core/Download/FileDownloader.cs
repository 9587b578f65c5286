using GenreNet.Core.IO;

namespace GenreNet.Core.Download;

/// <summary>
/// Downloads single files: resumes partial files, retries, verifies the SHA-256, and gives a file its final name only when it is complete.
/// Immutable; several threads and processes may use it, even for the same file.
/// </summary>
/// <example>
/// <code>
/// var source = new DownloadSource { Name = "the weights", Url = new Uri("https://example.org/weights.pt"), Sha256 = "899a8c62..." };
/// DownloadedFile file = await new FileDownloader().DownloadAsync([source], "weights.pt");
/// </code>
/// </example>
/// <seealso cref="DownloadSource"/>
/// <seealso cref="DownloadOptions"/>
public sealed class FileDownloader
{
    private readonly DownloadOptions _options;

    /// <summary>Creates a downloader.</summary>
    /// <param name="options">Settings of the download; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public FileDownloader(DownloadOptions? options = null)
    {
        _options = options ?? new DownloadOptions();
        _options.Validate();
    }

    /// <summary>Downloads a file from the first source that provides it.</summary>
    /// <param name="sources">Addresses of the same file, in the order in which they are tried.</param>
    /// <param name="path">
    /// The file to write; its folder is created. An existing file is kept if its SHA-256 is that of a source, and replaced otherwise. The
    /// bytes of an interrupted download are stored in <c>PATH.HASH.partial</c>, and the next call resumes it.
    /// </param>
    /// <param name="progress">Receives the number of bytes so far, and messages about failed attempts; null for no reports.</param>
    /// <param name="cancellationToken">Stops immediately; downloaded data is kept.</param>
    /// <returns>The file. While another process downloads the same file, the call waits and then finds it complete.</returns>
    /// <exception cref="DownloadException">No source provides the file, or it cannot be written.</exception>
    /// <exception cref="ArgumentException">There is no source, an address is not http or https, or a checksum is not a SHA-256.</exception>
    public async Task<DownloadedFile> DownloadAsync(
        IReadOnlyList<DownloadSource> sources, string path, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfZero(sources.Count, nameof(sources));
        foreach (DownloadSource source in sources)
        {
            source.Validate();
        }

        string target = Path.GetFullPath(path);
        try
        {
            if (await FindAsync(sources, target, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }

            string folder = Path.GetDirectoryName(target)!;
            Directory.CreateDirectory(folder);
            var session = new DownloadSession(_options, new DiskSpace(folder, _options.FreeBytes), progress);
            using FileLock held = await FileLock.AcquireAsync(
                $"{target}.lock", () => session.Note($"Another process is downloading {target}: waiting until it finishes."), cancellationToken).ConfigureAwait(false);
            // Another process may have completed the file in the meantime.
            return await FindAsync(sources, target, cancellationToken).ConfigureAwait(false)
                ?? await FetchAsync(sources, target, session, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskSpace.Unwritable(path, problem);
        }
    }

    private static async Task<DownloadedFile?> FindAsync(IReadOnlyList<DownloadSource> sources, string target, CancellationToken cancellationToken)
    {
        if (!File.Exists(target) || sources.All(source => source.Sha256 is null))
        {
            return null;
        }

        string sum;
        try
        {
            sum = await Checksum.OfAsync(target, report: null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A file that cannot be read is useless and is replaced.
            return null;
        }

        return sources.Any(source => sum.Equals(source.Sha256, StringComparison.OrdinalIgnoreCase))
            ? new DownloadedFile(target, sum, IsVerified: true, WasAlreadyPresent: true)
            : null;
    }

    private async Task<DownloadedFile> FetchAsync(
        IReadOnlyList<DownloadSource> sources, string target, DownloadSession session, CancellationToken cancellationToken)
    {
        using HttpClient client = DownloadClient.Create(_options);
        DownloadedFile file = await SourceList.FirstAsync(
            sources, Path.GetFileName(target), session, source => FetchAsync(client, source, target, session, cancellationToken)).ConfigureAwait(false);
        foreach (string leftover in sources.Select(source => PartialOf(target, source)).Where(File.Exists))
        {
            File.Delete(leftover);
            File.Delete($"{leftover}.json");
        }

        return file;
    }

    private static async Task<DownloadedFile> FetchAsync(
        HttpClient client, DownloadSource source, string target, DownloadSession session, CancellationToken cancellationToken)
    {
        string path = PartialOf(target, source);
        string sum;
        using (var partial = new PartialFile(path))
        {
            await new HttpTransfer(client, source, partial, session).RunAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                RequireContent(partial);
                sum = await Checksum.VerifyAsync(source, path, session, cancellationToken).ConfigureAwait(false);
            }
            catch (TransferException)
            {
                // The content is wrong and would fail the check again the next time.
                partial.Discard();
                throw;
            }

            partial.Flush();
        }

        File.Move(path, target, overwrite: true);
        File.Delete($"{path}.json");
        return new DownloadedFile(target, sum, source.Sha256 is not null, WasAlreadyPresent: false);
    }

    private static void RequireContent(PartialFile partial)
    {
        if (partial.Length == 0)
        {
            throw new TransferException("the server sent no data");
        }
    }

    private static string PartialOf(string target, DownloadSource source) => $"{target}.{source.UrlHash}.partial";
}

/// <summary>Represents a file that is available now.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Path">Path of the file.</param>
/// <param name="Sha256">SHA-256 of the file in lower-case hexadecimal.</param>
/// <param name="IsVerified">Whether that checksum was known beforehand.</param>
/// <param name="WasAlreadyPresent">Whether the file was already complete, so that nothing was downloaded.</param>
public sealed record DownloadedFile(string Path, string Sha256, bool IsVerified, bool WasAlreadyPresent);
