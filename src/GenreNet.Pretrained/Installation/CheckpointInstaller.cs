using System.Security.Cryptography;
using GenreNet.Core;
using GenreNet.Core.Download;
using GenreNet.Core.IO;

namespace GenreNet.Pretrained;

/// <summary>Installs checkpoints in the cache folder: from the network, or from a file.</summary>
internal sealed class CheckpointInstaller(StoreFolder folder, PretrainedOptions options)
{
    private const int BlockLength = 1 << 17;

    /// <summary>Returns the checkpoints of the catalogue and those that the user added.</summary>
    public IReadOnlyList<PretrainedCheckpoint> Known()
    {
        CheckpointRecord[] added = !Directory.Exists(folder.Checkpoints) ? [] : [.. Directory.GetFiles(folder.Checkpoints, "*.json")
            .Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Record: StoreJson.Read(path, StoreJson.Default.CheckpointRecord)))
            .Where(found => found.Record is { } record && Path.GetFileName(found.Path) == $"{record.File}.json")
            .Select(found => found.Record!)];
        return
        [
            .. PretrainedCheckpoints.All.Select(checkpoint => added.FirstOrDefault(record => record.Name == checkpoint.Name) is { } record && checkpoint.Sha256 is null
                ? checkpoint with { Sha256 = record.Sha256, Length = record.Length }
                : checkpoint),
            .. added.Where(record => PretrainedCheckpoints.Find(record.Name) is null).Select(Of),
        ];
    }

    /// <summary>Returns whether the file of a checkpoint is in the cache folder. Its content is verified when it is used.</summary>
    public bool IsInstalled(PretrainedCheckpoint checkpoint) =>
        checkpoint.Sha256 is not null && new FileInfo(folder.PathOf(checkpoint)) is { Exists: true } file && file.Length == (checkpoint.Length ?? file.Length);

    /// <summary>Installs a checkpoint in the cache folder if necessary, and verifies it.</summary>
    /// <returns>The path of the checkpoint.</returns>
    /// <exception cref="GenreNetException">The checkpoint is not available, or cannot be stored.</exception>
    public async Task<string> GetAsync(PretrainedCheckpoint checkpoint, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        string path = folder.PathOf(checkpoint);
        if (checkpoint.Sha256 is not { } expected)
        {
            throw new GenreNetException(
                $"GenreNet has no checksum for {checkpoint.Name}: download {checkpoint.FileName} from {checkpoint.Url}, "
                    + $"and run 'genrenet models add {checkpoint.FileName} --as {checkpoint.Name} --sha256 HEX' with a checksum from a source that you trust.");
        }

        if (options.CheckpointFolder is { } local && Path.Combine(local, checkpoint.FileName) is var brought && File.Exists(brought) && !File.Exists(path))
        {
            folder.RequireWritable();
            Store(brought, path, expected, cancellationToken);
            return path;
        }

        if (checkpoint.Url is null && options.Mirror is null)
        {
            return File.Exists(path) ? path : throw new GenreNetException(
                $"{checkpoint.FileName} is no longer in {folder.Checkpoints} and has no public URL: install it again with 'genrenet models add FILE --as {checkpoint.Name}'.");
        }

        if (!File.Exists(path))
        {
            folder.RequireWritable();
        }

        try
        {
            var downloader = new FileDownloader(options.Download with { MaxUnknownLength = checkpoint.Length ?? options.Download.MaxUnknownLength });
            DownloadedFile file = await downloader.DownloadAsync([Source(checkpoint)], path, progress, cancellationToken).ConfigureAwait(false);
            return file.Path;
        }
        catch (DownloadException problem) when (problem.Reasons.Count > 0)
        {
            throw new DownloadException(
                $"{checkpoint.Name} could not be downloaded ({string.Join("; ", problem.Reasons)}): check the network connection and try again, "
                    + $"or copy {checkpoint.FileName} to this machine and run 'genrenet models add {checkpoint.FileName}'.",
                problem)
            {
                Reasons = problem.Reasons,
            };
        }
    }

    /// <summary>Installs a checkpoint file provided by the user.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="checkpoint">The checkpoint, with its checksum.</param>
    /// <param name="cancellationToken">Stops between two blocks.</param>
    /// <exception cref="GenreNetException">The file is not that checkpoint, or cannot be stored.</exception>
    public void Add(string file, PretrainedCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        folder.RequireWritable();
        options.Converter.Check(file, checkpoint);
        Store(file, folder.PathOf(checkpoint), checkpoint.Sha256!, cancellationToken);
        if (PretrainedCheckpoints.Find(checkpoint.Name)?.Sha256 is null)
        {
            var record = new CheckpointRecord(checkpoint.Name, checkpoint.Network, checkpoint.FileName, new FileInfo(file).Length, checkpoint.Sha256!);
            StoreJson.Write(folder.RecordOf(checkpoint), record, StoreJson.Default.CheckpointRecord);
        }
    }

    /// <summary>Computes the SHA-256 of a file provided by the user.</summary>
    /// <exception cref="GenreNetException">The file cannot be read.</exception>
    public static string HashOf(string file, CancellationToken cancellationToken) => Read(file, Stream.Null, cancellationToken);

    private static PretrainedCheckpoint Of(CheckpointRecord record) => new()
    {
        Name = record.Name,
        Network = record.Network,
        FileName = record.File,
        Length = record.Length,
        Sha256 = record.Sha256,
        GoodFor = "added by the user; embeddings for your own genres",
    };

    private DownloadSource Source(PretrainedCheckpoint checkpoint) => new()
    {
        Name = checkpoint.FileName,
        Url = options.Mirror is { } mirror ? new Uri(new Uri($"{mirror.AbsoluteUri.TrimEnd('/')}/"), checkpoint.FileName) : checkpoint.Url!,
        Sha256 = checkpoint.Sha256,
        Length = checkpoint.Length,
    };

    // The checksum is computed from the bytes as they are stored, because the file may change between two reads.
    private static void Store(string file, string target, string expected, CancellationToken cancellationToken) => AtomicFile.Write(target, stream =>
    {
        string sum = Read(file, stream, cancellationToken);
        if (!sum.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new GenreNetException(
                $"{file} has the SHA-256 {sum} instead of {expected.ToLowerInvariant()}: it is a different or damaged file; download it again.");
        }
    });

    private static string Read(string file, Stream target, CancellationToken cancellationToken)
    {
        try
        {
            using FileStream source = InputFile.OpenRead(file, bufferSize: 0);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[BlockLength];
            int count;
            while ((count = source.Read(buffer)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, count);
                target.Write(buffer, 0, count);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"{file} cannot be read ({problem.Message.TrimEnd('.')}): specify a downloaded checkpoint file.", problem);
        }
    }
}
