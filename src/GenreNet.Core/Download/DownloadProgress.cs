namespace GenreNet.Core.Download;

/// <summary>Where a download stands.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">Bytes of the file that are done, those of earlier runs included.</param>
/// <param name="Total">Bytes of the file, or null where the server did not say.</param>
/// <param name="Note">Something to tell the user, one sentence, such as why it is trying again; null most of the time.</param>
public sealed record DownloadProgress(DownloadStage Stage, long Done, long? Total, string? Note = null);
