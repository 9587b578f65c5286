namespace GenreNet.Server.Uploads;

/// <summary>A part of a form.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="FileName">What the client calls the file; null where the part is a text.</param>
/// <param name="Body">The content, readable until the next part is asked for.</param>
internal sealed record FormPart(string Name, string? FileName, Stream Body);
