namespace GenreNet.Catalogue;

/// <summary>Represents a track that is available as a local file, or the error that prevented it.</summary>
/// <param name="Name">Name of the track in results and messages.</param>
/// <param name="File">The local file; null if there is an error.</param>
/// <param name="Error">The error, one sentence; null if there is a file.</param>
internal sealed record FetchedTrack(string Name, string? File, string? Error) : IDisposable
{
    /// <summary>Gets whether the error may pass: the server did not respond, for example.</summary>
    public bool IsTransient { get; private init; }

    /// <summary>Gets whether the track came from a server, so that the file is deleted after use.</summary>
    public bool IsDownloaded { get; private init; }

    public static FetchedTrack Local(string name, string file) => new(name, file, null);

    public static FetchedTrack Downloaded(string name, string file) => new(name, file, null) { IsDownloaded = true };

    public static FetchedTrack Failed(string name, string error, bool isTransient = false) => new(name, null, error) { IsTransient = isTransient };

    /// <summary>Deletes a downloaded file.</summary>
    public void Dispose()
    {
        if (IsDownloaded)
        {
            System.IO.File.Delete(File!);
        }
    }
}
