namespace GenreNet.Core.Datasets;

/// <summary>Represents a downloaded dataset.</summary>
/// <param name="Folder">Folder of the dataset, which <see cref="TrackLibrary.Open"/> accepts.</param>
/// <param name="Url">Address that it came from, without user and query.</param>
/// <param name="Sha256">SHA-256 of the downloaded archive, in hexadecimal.</param>
/// <param name="IsVerified">Whether that checksum was known beforehand.</param>
/// <param name="WasThere">Whether the dataset was already complete, so that nothing was downloaded.</param>
/// <param name="FileCount">Number of unpacked files.</param>
/// <param name="Length">Total size of all files in bytes.</param>
public sealed record DownloadResult(string Folder, string Url, string Sha256, bool IsVerified, bool WasThere, int FileCount, long Length);
