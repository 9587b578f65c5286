namespace GenreNet.Core.Download;

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
