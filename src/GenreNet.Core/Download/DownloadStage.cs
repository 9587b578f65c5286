namespace GenreNet.Core.Download;

/// <summary>What a download is doing.</summary>
public enum DownloadStage
{
    /// <summary>Bytes come over the network.</summary>
    Downloading,

    /// <summary>The checksum is being computed.</summary>
    Verifying,

    /// <summary>The files of an archive are being written.</summary>
    Unpacking,

    /// <summary>The file is being converted to the form that is used.</summary>
    Converting,
}
