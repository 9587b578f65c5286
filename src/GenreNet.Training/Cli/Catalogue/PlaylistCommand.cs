using System.CommandLine;
using System.Globalization;
using System.Numerics.Tensors;
using GenreNet.Catalogue;
using GenreNet.Core;
using GenreNet.Training.Organizing;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>playlist RESULTS</c>: makes playlists by sound, of songs like others or of groups of songs that sound alike.</summary>
internal static class PlaylistCommand
{
    private const int UsualLength = 50;

    public static Command Create(Terminal terminal)
    {
        Argument<string> folder = CatalogueSymbols.Results();
        var like = new Option<string[]>("--like")
        {
            Description = "Songs of the catalogue, or audio files, that the songs of the playlist sound like.",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<int> clusters = CliSymbols.Number("--clusters", "Number of groups: makes a playlist per group of songs that sound alike.", 0, 1, 10_000);
        Option<int> length = CliSymbols.Number("--length", "Maximum number of songs per playlist.", UsualLength, 1, 1_000_000);
        Option<ulong> seed = CliSymbols.Seed(0);
        Option<string?> model = CatalogueSymbols.Model();
        Option<string?> playlist = SongList.PlaylistFile();
        Option<string> target = OutputSymbols.Folder("Folder for the playlists of --clusters. Files that the command has not made are kept.", isRequired: false);
        Option<bool> json = CliSymbols.Json();
        var command = new Command("playlist", "Make playlists by sound: of songs like others, or of groups of songs that sound alike.")
        {
            folder, like, clusters, length, seed, model, playlist, target, json,
        };
        SongList.RequireExtension(command, playlist);
        command.Validators.Add(result =>
        {
            bool isLike = result.GetValue(like) is { Length: > 0 };
            bool isClusters = result.GetResult(clusters) is { Implicit: false };
            if (isLike == isClusters)
            {
                result.AddError("Give either --like with songs or --clusters with a number");
            }
            else if (isClusters && (result.GetValue(target) is null || result.GetValue(playlist) is not null || result.GetValue(json)))
            {
                result.AddError("--clusters writes a playlist per group: give --out with a folder, and neither --m3u8 nor --json");
            }
            else if (isLike && result.GetValue(target) is not null)
            {
                result.AddError("--out is for --clusters: give --m3u8 with a file name");
            }
        });
        command.SetAction(parsed =>
        {
            using SongSearch search = SongSearch.Open(terminal, parsed.GetRequiredValue(folder));
            int count = parsed.GetValue(length);
            if (parsed.GetValue(like) is { Length: > 0 } songs)
            {
                IReadOnlyList<ScoredSong> found = Like(search, songs, parsed.GetValue(model), count, terminal.CancellationToken);
                string title = $"Like {string.Join(", ", songs.Select(song => Path.GetFileNameWithoutExtension(song)))}";
                SongList.Write(terminal, title, search, found, parsed.GetValue(playlist), parsed.GetValue(json));
                return ExitCode.Done;
            }

            string output = parsed.GetValue(target)!;
            IReadOnlyList<SongCluster> groups = SongClusters.Find(search.Index, parsed.GetValue(clusters), count, parsed.GetValue(seed), terminal.CancellationToken);
            return WriteGroups(terminal, search, output, groups);
        });
        return command;
    }

    /// <summary>Finds songs near the mean direction of others. Those of the catalogue come first, in the order given.</summary>
    private static List<ScoredSong> Like(SongSearch search, string[] names, string? model, int count, CancellationToken cancellationToken)
    {
        float[] sum = new float[search.Index.Size];
        HashSet<int> own = [];
        foreach (string name in names)
        {
            (float[] embedding, int song) = search.Embed(name, model);
            TensorPrimitives.Divide(embedding, TensorPrimitives.Norm(embedding), embedding);
            TensorPrimitives.Add(sum, embedding, sum);
            if (song >= 0)
            {
                own.Add(song);
            }
        }

        TensorPrimitives.Divide(sum, TensorPrimitives.Norm(sum), sum);
        List<ScoredSong> found = [.. own.Take(count).Select(song => new ScoredSong(song, TensorPrimitives.Dot(sum, search.Index.Embedding(song))))];
        return found.Count == count ? found : [.. found, .. search.Index.Search(sum, count - found.Count, own, cancellationToken)];
    }

    private static int WriteGroups(Terminal terminal, SongSearch search, string folder, IReadOnlyList<SongCluster> groups)
    {
        int digits = groups.Count.ToString(CultureInfo.InvariantCulture).Length;
        (SongCluster Group, string File)[] named =
        [
            .. groups.Select((group, i) => (
                group, $"{(i + 1).ToString(CultureInfo.InvariantCulture).PadLeft(Math.Max(2, digits), '0')}-{SafeName.Of(group.Name.Replace(' ', '-'), "group")}.m3u8")),
        ];
        PlannedFile[] plan = [.. named.Select(item => new PlannedPlaylist(item.File, SongList.Text(item.Group.Name, search, folder, item.Group.Songs)))];
        OrganizeResult result = terminal.Progress(json: true).Count(
            "Writing", "playlists", report => new OrganizedFolder(folder).Update(plan, report, terminal.CancellationToken));
        TableDisplay.Write(terminal.People(json: false), new ReportTable(
            "Groups of songs that sound alike",
            [new("playlist"), new("songs", IsNumber: true), new("genres of the playlist")],
            [.. named.Select(item => new[] { item.File, item.Group.Size.ToString(CultureInfo.InvariantCulture), Genres(item.Group) })]));
        foreach (string conflict in result.Conflicts)
        {
            terminal.Fail(conflict);
        }

        terminal.Say($"{folder}: {Plural.Of(result.Made, "file")} written, {result.Kept} unchanged, {result.Deleted} of earlier runs deleted.");
        return result.Conflicts.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static string Genres(SongCluster group) =>
        string.Join(", ", group.GenreShares.Take(4).Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Genre} {share.Share:0 %}")));
}
