namespace GenreNet.Core.Datasets.Download;

/// <summary>What a download is doing.</summary>
public enum DownloadStage
{
    /// <summary>Bytes come over the network.</summary>
    Downloading,

    /// <summary>The checksum is being computed.</summary>
    Verifying,

    /// <summary>The files are being written.</summary>
    Unpacking,
}
