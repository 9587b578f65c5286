namespace GenreNet.Core.Download;

/// <summary>A file that is available now.</summary>
/// <param name="Path">The file.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal.</param>
/// <param name="IsVerified">Whether that sum was known beforehand.</param>
/// <param name="WasThere">Whether it was complete already, so that nothing was downloaded.</param>
public sealed record DownloadedFile(string Path, string Sha256, bool IsVerified, bool WasThere);
