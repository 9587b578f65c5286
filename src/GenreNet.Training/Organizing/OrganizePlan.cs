namespace GenreNet.Training.Organizing;

/// <summary>Decides which files <c>organize</c> makes. The result depends on the songs only, not on what exists.</summary>
internal static class OrganizePlan
{
    /// <summary>The genre of songs whose answer is too uncertain.</summary>
    public const string UnknownGenre = "Unknown";

    private const string PlaylistExtension = ".m3u8";

    /// <summary>Returns the files to make, in ordinal order of the genres.</summary>
    /// <param name="folder">The folder to make them in.</param>
    /// <param name="songs">The songs, in the order of the playlists.</param>
    /// <param name="mode">What to make.</param>
    public static IReadOnlyList<PlannedFile> Of(string folder, IReadOnlyList<OrganizedSong> songs, OrganizeMode mode)
    {
        string real = RealFolder.Of(folder);
        HashSet<string> names = new(StringComparer.Ordinal);
        List<PlannedFile> files = [];
        var genres = songs.SelectMany(song => song.Genres.Select(genre => (Genre: genre, Song: song)))
            .GroupBy(pair => pair.Genre, pair => pair.Song, StringComparer.Ordinal).OrderBy(genre => genre.Key, StringComparer.Ordinal);
        foreach (IGrouping<string, OrganizedSong> genre in genres)
        {
            string name = SafeName.Of(genre.Key, UnknownGenre);
            if (mode == OrganizeMode.Playlists)
            {
                string path = SafeName.Unique(names, name, PlaylistExtension);
                files.Add(new PlannedPlaylist(path, PlaylistText.Of(genre.Key, genre, song => RealFolder.Relative(real, song.Path))));
            }
            else
            {
                files.AddRange(Tree(real, SafeName.Unique(names, name, string.Empty), genre, mode));
            }
        }

        return files;
    }

    private static IEnumerable<PlannedFile> Tree(string real, string folder, IEnumerable<OrganizedSong> songs, OrganizeMode mode)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (OrganizedSong song in songs)
        {
            string extension = Path.GetExtension(song.Path);
            string stem = Path.GetFileNameWithoutExtension(song.Path);
            // A copy may go to a file system that accepts fewer names than that of the music.
            string path = $"{folder}/{SafeName.Unique(names, mode == OrganizeMode.Copies ? SafeName.Of(stem, "song") : stem, extension)}";
            yield return mode == OrganizeMode.Copies
                ? new PlannedCopy(path, song.Path)
                : new PlannedLink(path, RealFolder.Relative(Path.Combine(real, folder), song.Path));
        }
    }
}
