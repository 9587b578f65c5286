using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Catalogue;
using GenreNet.Core.IO;
using GenreNet.Training.Organizing;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Cli;

/// <summary>Represents songs in the form that is printed as JSON.</summary>
/// <param name="Path">The path or address, as the catalogue lists it.</param>
/// <param name="Genre">The most likely genre.</param>
/// <param name="Confidence">Probability of the genre, 0 to 1.</param>
/// <param name="DurationSeconds">Duration in seconds.</param>
/// <param name="Similarity">Cosine similarity, -1 to 1.</param>
internal sealed record ListedSong(string Path, string Genre, float Confidence, double DurationSeconds, float Similarity);

/// <summary>Writes the songs that a search found: as a table, as JSON, or as a playlist.</summary>
internal static class SongList
{
    private const string Extension = ".m3u8";

    /// <summary>Creates the option for a playlist.</summary>
    public static Option<string?> PlaylistFile() => new("--m3u8") { Description = "Playlist to write (.m3u8). Paths in it are relative to its folder." };

    /// <summary>Writes songs.</summary>
    /// <param name="terminal">Receives the table or the JSON.</param>
    /// <param name="title">Title of the table and name of the playlist.</param>
    /// <param name="search">The catalogue.</param>
    /// <param name="songs">The songs, in order.</param>
    /// <param name="playlist">The playlist to write; null for none.</param>
    /// <param name="json">Whether to print JSON.</param>
    public static void Write(Terminal terminal, string title, SongSearch search, IReadOnlyList<ScoredSong> songs, string? playlist, bool json)
    {
        ListedSong[] listed = [.. songs.Select(song => Describe(search.Index, song))];
        if (json)
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(listed, SongJson.Default.ListedSongArray));
        }
        else
        {
            TableDisplay.Write(terminal.People(json: false), new ReportTable(
                title,
                [new("song"), new("genre"), new("similarity", IsNumber: true)],
                [.. listed.Select(song => new[] { song.Path, song.Genre, song.Similarity.ToString("0.000", CultureInfo.InvariantCulture) })]));
        }

        if (playlist is not null)
        {
            string target = Path.GetFullPath(playlist);
            AtomicFile.WriteText(target, Text(title, search, Path.GetDirectoryName(target)!, songs));
            if (!json)
            {
                terminal.Say($"Playlist: {playlist}");
            }
        }
    }

    /// <summary>Returns the text of a playlist.</summary>
    /// <param name="name">The name that players show.</param>
    /// <param name="search">The catalogue.</param>
    /// <param name="folder">The folder of the playlist.</param>
    /// <param name="songs">The songs, in order.</param>
    public static string Text(string name, SongSearch search, string folder, IReadOnlyList<ScoredSong> songs)
    {
        string real = RealFolder.Of(folder);
        string origin = BaseFolder(search.Results.Manifest.Source);
        return PlaylistText.Of(
            name,
            songs.Select(song => search.Index.Song(song.Song)).Where(song => PlaylistText.CanContain(song.Path))
                .Select(song => new OrganizedSong(song.Path, [song.Genre]) { Duration = TimeSpan.FromSeconds(song.DurationSeconds) }),
            song => IsAddress(song.Path) ? song.Path : RealFolder.Relative(real, Path.Combine(origin, song.Path)));
    }

    /// <summary>Checks the name of a playlist while the command line is parsed.</summary>
    public static void RequireExtension(Command command, Option<string?> playlist) => command.Validators.Add(result =>
    {
        if (result.GetValue(playlist) is { } file && !Path.GetExtension(file).Equals(Extension, StringComparison.OrdinalIgnoreCase))
        {
            result.AddError($"--m3u8 must name a file that ends in {Extension}, not '{file}'");
        }
    });

    private static ListedSong Describe(EmbeddingIndex index, ScoredSong song)
    {
        IndexedSong entry = index.Song(song.Song);
        return new ListedSong(entry.Path, entry.Genre, entry.Confidence, entry.DurationSeconds, song.Similarity);
    }

    // Relative paths in a list are relative to the list; those of a folder to the folder in which 'classify' ran.
    private static string BaseFolder(string source) =>
        File.Exists(source) ? Path.GetDirectoryName(Path.GetFullPath(source))! : Directory.GetCurrentDirectory();

    private static bool IsAddress(string path) => path.Contains("://", StringComparison.Ordinal);
}

/// <summary>JSON serialization of songs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ListedSong[]))]
internal sealed partial class SongJson : JsonSerializerContext;
