using System.Security.Cryptography;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Datasets.Download.Transfer;

/// <summary>Fetches a small file that is used as it is, and gives it its name only when its checksum is right.</summary>
internal static class FileDownload
{
    /// <summary>A list of a few thousand tracks is far below this; the content is held in memory.</summary>
    private const long MostBytes = 1 << 26;

    /// <summary>Does it.</summary>
    /// <param name="source">Where it is, with its SHA-256.</param>
    /// <param name="path">The file to be; its folder is created, an existing file is replaced.</param>
    /// <param name="options">How patient to be.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="TransferException">The place does not give the file.</exception>
    /// <exception cref="DatasetException">It cannot be written.</exception>
    public static async Task FetchAsync(DatasetArchive source, string path, DownloadOptions options, CancellationToken cancellationToken)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        // A name of its own, so that two processes may fetch the same file.
        string temporary = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}.partial";
        try
        {
            Directory.CreateDirectory(folder);
            DownloadOptions limited = options with
            {
                MostBytesWithoutLength = Math.Min(options.MostBytesWithoutLength, MostBytes),
                MostBytes = MostBytes,
            };
            var session = new DownloadSession(limited, new DiskSpace(folder, options.FreeBytes), progress: null);
            using HttpClient client = DatasetDownloader.CreateClient(options);
            using (var partial = new PartialFile(temporary))
            {
                await new HttpTransfer(client, source, partial, session).RunAsync(cancellationToken).ConfigureAwait(false);
            }

            // Of an empty answer nothing is kept.
            byte[] content = File.Exists(temporary) ? await File.ReadAllBytesAsync(temporary, cancellationToken).ConfigureAwait(false) : [];
            string sum = Convert.ToHexStringLower(SHA256.HashData(content));
            if (!sum.Equals(source.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                throw new TransferException($"{source.ShownUrl} has another content, sha256 {sum} instead of {source.Sha256}");
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (TransferException problem) when (!problem.Message.StartsWith(source.ShownUrl, StringComparison.Ordinal))
        {
            throw new TransferException($"{source.ShownUrl}: {problem.Message}", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskSpace.Unwritable(path, problem);
        }
        finally
        {
            DeleteQuietly(temporary);
            DeleteQuietly($"{temporary}.json");
        }
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A leftover with a name of its own does no harm, and the first failure is the one to report.
        }
    }
}
