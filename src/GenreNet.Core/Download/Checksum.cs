using System.Security.Cryptography;

namespace GenreNet.Core.Download;

/// <summary>Computes and compares the SHA-256 of files.</summary>
internal static class Checksum
{
    private const int BlockLength = 1 << 20;

    /// <summary>Computes the SHA-256 of a file, in lower-case hexadecimal.</summary>
    /// <param name="path">The file; other handles may have it open.</param>
    /// <param name="report">Receives the number of bytes hashed so far, and the total; null for no reports.</param>
    /// <param name="cancellationToken">Checked between blocks.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<string> OfAsync(string path, Action<long, long>? report, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, useAsync: false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BlockLength];
        int count;
        while ((count = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            hash.AppendData(buffer, 0, count);
            report?.Invoke(file.Position, file.Length);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Computes the SHA-256 of a download and compares it with the known one.</summary>
    /// <param name="source">The source of the download.</param>
    /// <param name="path">Path of the file.</param>
    /// <param name="session">Receives progress reports, and a note if no checksum is known.</param>
    /// <param name="cancellationToken">Checked between blocks.</param>
    /// <returns>The SHA-256 in lower-case hexadecimal.</returns>
    /// <exception cref="TransferException">The checksums differ.</exception>
    public static async Task<string> VerifyAsync(DownloadSource source, string path, DownloadSession session, CancellationToken cancellationToken)
    {
        string sum = await OfAsync(path, (done, total) => session.Report(DownloadStage.Verifying, done, total), cancellationToken).ConfigureAwait(false);
        if (source.Sha256 is null)
        {
            session.Note($"{source.ShownUrl} was not verified because its checksum is not known. Its sha256 is {sum}.");
        }
        else if (!source.Sha256.Equals(sum, StringComparison.OrdinalIgnoreCase))
        {
            throw new TransferException(
                $"its sha256 is {sum} instead of {source.Sha256.ToLowerInvariant()}, so the file is damaged or was replaced on the server; it was deleted");
        }

        return sum;
    }
}
