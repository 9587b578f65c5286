using System.CommandLine;
using GenreNet.Catalogue;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>similar SONG RESULTS</c>: finds the songs of a catalogue that sound most like a song.</summary>
internal static class SimilarCommand
{
    private const int UsualCount = 20;

    public static Command Create(Terminal terminal)
    {
        var song = new Argument<string>("SONG") { Description = "Song of the catalogue, or any audio file." };
        Argument<string> folder = CatalogueSymbols.Results();
        Option<int> top = CliSymbols.Number("--top", "Maximum number of songs.", UsualCount, 1, 1_000_000);
        Option<string?> model = CatalogueSymbols.Model();
        Option<string?> playlist = SongList.PlaylistFile();
        Option<bool> json = CliSymbols.Json();
        var command = new Command("similar", "Find the songs of a catalogue that sound most like a song.") { song, folder, top, model, playlist, json };
        SongList.RequireExtension(command, playlist);
        command.SetAction(parsed =>
        {
            string name = parsed.GetRequiredValue(song);
            using SongSearch search = SongSearch.Open(terminal, parsed.GetRequiredValue(folder));
            (float[] embedding, int own) = search.Embed(name, parsed.GetValue(model));
            IReadOnlyList<ScoredSong> found = search.Index.Search(embedding, parsed.GetValue(top), own < 0 ? null : new HashSet<int> { own }, terminal.CancellationToken);
            SongList.Write(terminal, $"Songs that sound like {Path.GetFileName(name)}", search, found, parsed.GetValue(playlist), parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }
}
