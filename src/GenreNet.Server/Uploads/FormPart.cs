namespace GenreNet.Server.Uploads;

/// <summary>Represents a part of a form.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="FileName">The client's name for the file; null if the part is text.</param>
/// <param name="Body">The content, readable until the next part is requested.</param>
internal sealed record FormPart(string Name, string? FileName, Stream Body);
