using GenreNet.Core;
using GenreNet.Core.Download;

namespace GenreNet.Pretrained;

/// <summary>Represents a checkpoint file provided by the user, with the name and checksum that the user states.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Name">The name to install it under, or null.</param>
/// <param name="Sha256">The expected checksum, or null.</param>
internal sealed record AddedCheckpoint(string File, string? Name, string? Sha256)
{
    private const int LongestName = 40;

    /// <summary>Determines which checkpoint the file is.</summary>
    /// <param name="known">The checkpoints that are already known.</param>
    /// <param name="cancellationToken">Stops reading the file.</param>
    /// <returns>The checkpoint, with its checksum.</returns>
    /// <exception cref="GenreNetException">The file is a different checkpoint, or its identity cannot be verified.</exception>
    public PretrainedCheckpoint Identify(IReadOnlyList<PretrainedCheckpoint> known, CancellationToken cancellationToken)
    {
        if (Sha256 is not null && !DownloadSource.IsSha256(Sha256))
        {
            throw new GenreNetException($"'{Sha256}' is not a SHA-256: specify 64 hexadecimal digits.");
        }

        string sum = CheckpointInstaller.HashOf(File, cancellationToken);
        if (Sha256 is not null && !Sha256.Equals(sum, StringComparison.OrdinalIgnoreCase))
        {
            throw Other(sum, Sha256);
        }

        return Name is null ? Pinned(sum) : Named(Name.ToLowerInvariant(), known, sum);
    }

    private PretrainedCheckpoint Pinned(string sum) =>
        PretrainedCheckpoints.All.FirstOrDefault(checkpoint => sum == checkpoint.Sha256)
        ?? (PretrainedCheckpoints.All.FirstOrDefault(checkpoint => checkpoint.FileName == Path.GetFileName(File)) switch
        {
            { Sha256: { } expected } => throw Other(sum, expected),
            { } unpinned => throw new GenreNetException(
                $"GenreNet has no checksum for {unpinned.Name}: add '--as {unpinned.Name} --sha256 HEX' with a checksum from a source that you trust "
                    + $"(this file has {sum})."),
            null => throw new GenreNetException(
                $"{File} is not a known checkpoint (its SHA-256 is {sum}): download it again, "
                    + "or add '--as NAME --sha256 HEX' to install your own checkpoint of EfficientAT (.pt) or musicnn (.h5)."),
        });

    private PretrainedCheckpoint Named(string name, IReadOnlyList<PretrainedCheckpoint> known, string sum)
    {
        PretrainedCheckpoint? catalogued = PretrainedCheckpoints.Find(name);
        if (catalogued?.Sha256 is { } expected)
        {
            return sum == expected ? catalogued : throw Other(sum, expected);
        }

        if (Sha256 is null)
        {
            throw new GenreNetException(
                $"GenreNet has no checksum for '{name}': specify one from a source that you trust with --sha256 (this file has {sum}).");
        }

        PretrainedCheckpoint checkpoint = catalogued ?? known.FirstOrDefault(other => other.Name == name) ?? OfOwn(name);
        return checkpoint with { Sha256 = sum, Length = new FileInfo(File).Length };
    }

    private PretrainedCheckpoint OfOwn(string name)
    {
        if (name.Length is 0 or > LongestName || name[0] == '-' || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
        {
            throw new GenreNetException($"'{name}' is not a valid checkpoint name: use up to {LongestName} letters, digits and hyphens.");
        }

        string extension = Path.GetExtension(File).ToLowerInvariant();
        return new PretrainedCheckpoint
        {
            Name = name,
            Network = extension switch
            {
                ".pt" or ".pth" => PretrainedNetwork.EfficientAt,
                ".h5" or ".hdf5" => PretrainedNetwork.Musicnn,
                _ => throw new GenreNetException($"{File} is neither a .pt file of EfficientAT nor an .h5 file of musicnn: specify a checkpoint file."),
            },
            FileName = name + extension,
            GoodFor = "added by the user; embeddings for your own genres",
        };
    }

    private GenreNetException Other(string sum, string expected) => new(
        $"{File} has the SHA-256 {sum} instead of {expected.ToLowerInvariant()}: it is a different or damaged file; download it again.");
}
