namespace GenreNet.Core.Datasets;

/// <summary>A dataset that is there now.</summary>
/// <param name="Folder">Its folder, which <see cref="TrackLibrary.Open"/> takes.</param>
/// <param name="Url">Where it came from, without user and query.</param>
/// <param name="Sha256">SHA-256 of the archive that was fetched, in hexadecimal.</param>
/// <param name="IsVerified">Whether that sum was known beforehand.</param>
/// <param name="WasThere">Whether it was complete already, so that nothing was fetched.</param>
/// <param name="FileCount">Files unpacked.</param>
/// <param name="Length">Bytes of all files together.</param>
public sealed record DownloadResult(string Folder, string Url, string Sha256, bool IsVerified, bool WasThere, int FileCount, long Length);
