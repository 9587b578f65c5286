namespace GenreNet.Server.Uploads;

/// <summary>An audio file that has arrived as a whole.</summary>
/// <param name="content">The bytes, at the first one; closed with this.</param>
/// <param name="name">What messages call it: the client's name for it, made harmless.</param>
internal sealed class Upload(FileStream content, string name) : IDisposable
{
    /// <summary>The bytes. Their file has a name of ours.</summary>
    public FileStream Content => content;

    /// <summary>What messages call it.</summary>
    public string Name => name;

    /// <summary>The genre that the client says it is, or null.</summary>
    public string? ActualGenre { get; set; }

    public void Dispose() => content.Dispose();
}
