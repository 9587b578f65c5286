namespace GenreNet.Training.Organizing;

/// <summary>Represents a music file and its genres. Immutable.</summary>
/// <param name="Path">Path of the file, as given by the user.</param>
/// <param name="Genres">The genres, as they are written.</param>
internal sealed record OrganizedSong(string Path, IReadOnlyList<string> Genres)
{
    /// <summary>The title, or null if the tags contain none.</summary>
    public string? Title { get; init; }

    /// <summary>The performers, or null if the tags contain none.</summary>
    public string? Artist { get; init; }

    /// <summary>The duration, or null if it is unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets the text that players show: artist and title, or the name of the file.</summary>
    public string DisplayName => Title is null ? System.IO.Path.GetFileNameWithoutExtension(Path)
        : Artist is null ? Title
        : $"{Artist} - {Title}";
}

/// <summary>Specifies what is made of a music library.</summary>
internal enum OrganizeMode
{
    /// <summary>A playlist per genre.</summary>
    Playlists,

    /// <summary>A folder per genre with symbolic links to the files.</summary>
    Links,

    /// <summary>A folder per genre with copies of the files.</summary>
    Copies,
}
