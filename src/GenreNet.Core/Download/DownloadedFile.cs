namespace GenreNet.Core.Download;

/// <summary>Represents a file that is available now.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Sha256">SHA-256 of the file in lower-case hexadecimal.</param>
/// <param name="IsVerified">Whether that checksum was known beforehand.</param>
/// <param name="WasThere">Whether the file was already complete, so that nothing was downloaded.</param>
public sealed record DownloadedFile(string Path, string Sha256, bool IsVerified, bool WasThere);
