namespace GenreNet.Server.Uploads;

/// <summary>Represents an audio file that has been received completely.</summary>
/// <param name="content">The complete content; disposed with this object.</param>
/// <param name="name">Name of the file in messages: the client's name for it, sanitised.</param>
internal sealed class Upload(UploadContent content, string name) : IDisposable
{
    /// <summary>Gets the content, at its start. Its file, if it has one, has a name chosen by the service.</summary>
    public Stream Content => content.Stream;

    /// <summary>Gets the name of the file in messages.</summary>
    public string Name => name;

    /// <summary>Gets or sets the genre that the client sent, or null.</summary>
    public string? ActualGenre { get; set; }

    public void Dispose() => content.Dispose();
}
