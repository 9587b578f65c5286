namespace GenreNet.Core.Download;

/// <summary>Represents the progress of a download.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Stage">The current stage.</param>
/// <param name="Done">Number of bytes of the file that are done, including those of earlier runs.</param>
/// <param name="Total">Size of the file in bytes, or null if the server did not announce it.</param>
/// <param name="Note">A message for the user, such as the reason for a retry, in one sentence; usually null.</param>
public sealed record DownloadProgress(DownloadStage Stage, long Done, long? Total, string? Note = null);

/// <summary>Specifies the stage of a download.</summary>
public enum DownloadStage
{
    /// <summary>The file is being downloaded.</summary>
    Downloading,

    /// <summary>The checksum is being computed.</summary>
    Verifying,

    /// <summary>The files of an archive are being written.</summary>
    Unpacking,

    /// <summary>The file is being converted to the form that is used.</summary>
    Converting,
}
