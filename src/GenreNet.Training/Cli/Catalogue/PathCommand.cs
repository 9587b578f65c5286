using System.CommandLine;
using GenreNet.Catalogue;
using GenreNet.Core;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>path A B RESULTS</c>: finds a chain of similar songs from one song to another.</summary>
internal static class PathCommand
{
    private const int UsualLength = 20;

    public static Command Create(Terminal terminal)
    {
        var first = new Argument<string>("FIRST") { Description = "Song of the catalogue that the chain starts with." };
        var last = new Argument<string>("LAST") { Description = "Song of the catalogue that the chain ends with." };
        Argument<string> folder = CatalogueSymbols.Results();
        Option<int> length = CliSymbols.Number("--length", "Number of songs, including the first and the last.", UsualLength, 2, 10_000);
        Option<string?> playlist = SongList.PlaylistFile();
        Option<bool> json = CliSymbols.Json();
        var command = new Command("path", "Find a chain of similar songs that leads from one song to another.") { first, last, folder, length, playlist, json };
        SongList.RequireExtension(command, playlist);
        command.SetAction(parsed =>
        {
            string start = parsed.GetRequiredValue(first);
            string end = parsed.GetRequiredValue(last);
            using SongSearch search = SongSearch.Open(terminal, parsed.GetRequiredValue(folder));
            int wanted = parsed.GetValue(length);
            IReadOnlyList<ScoredSong> chain = SongPath.Find(search.Index, search.Find(start), search.Find(end), wanted, terminal.CancellationToken);
            string title = $"From {Path.GetFileNameWithoutExtension(start)} to {Path.GetFileNameWithoutExtension(end)}";
            SongList.Write(terminal, title, search, chain, parsed.GetValue(playlist), parsed.GetValue(json));
            if (chain.Count < wanted)
            {
                terminal.Warn($"The chain has {Plural.Of(chain.Count, "song")} instead of {wanted}: the catalogue has too few songs between the two.");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
