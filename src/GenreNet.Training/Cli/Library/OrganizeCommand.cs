using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Inference;
using GenreNet.Training.Organizing;
using GenreNet.Training.Reports;
using GenreNet.Training.Tagging;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>organize MUSIC... --out DIR</c>: makes playlists, or a tree of links or copies, by genre.</summary>
internal static class OrganizeCommand
{
    public static Command Create(Terminal terminal)
    {
        var symbols = new GenreSymbols($"Other files are put under '{OrganizePlan.UnknownGenre}'.", "The file is put under each of them.");
        Option<string> folder = OutputSymbols.Folder("Folder for the playlists, or for a subfolder per genre. Files that the command has not made are kept.");
        var links = new Option<bool>("--links") { Description = "Make a subfolder per genre with symbolic links instead of playlists." };
        var copy = new Option<bool>("--copy") { Description = "Make a subfolder per genre with copies instead of playlists, such as for a memory card." };
        var tags = new Option<bool>("--from-tags") { Description = "Take the genres from the tags of the files instead of classifying them." };
        var command = new Command("organize", "Make a playlist per genre, or a tree of links or copies. The music is never moved or changed.") { folder, links, copy, tags };
        symbols.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(links) && result.GetValue(copy))
            {
                result.AddError("Give either --links or --copy");
            }
        });
        command.SetAction(parsed =>
        {
            string target = parsed.GetRequiredValue(folder);
            OrganizeMode mode = parsed.GetValue(links) ? OrganizeMode.Links : parsed.GetValue(copy) ? OrganizeMode.Copies : OrganizeMode.Playlists;
            GenreSpelling spelling = symbols.Spelling(parsed);
            AudioInputs inputs = AudioArguments.Expand(parsed.GetRequiredValue(symbols.Music));
            int exitCode = inputs.Report(terminal);
            string made = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target)) + Path.DirectorySeparatorChar;
            string[] files = [.. inputs.Files.Select(file => file.Path).Where(file => !Path.GetFullPath(file).StartsWith(made, StringComparison.Ordinal))];
            // Before the classification, which may take hours.
            _ = OrganizeManifest.Load(target);
            AtomicFile.RequireWritable(Path.Combine(target, OrganizeManifest.FileName));
            using GenreClassifier? classifier = parsed.GetValue(tags) ? null : symbols.Load(parsed, terminal);
            IGenreSource source = classifier is null ? new TaggedGenres() : new ClassifiedGenres(classifier);
            OrganizedSong[] songs = Songs(terminal, files, path => Song(path, source, spelling, symbols, parsed, terminal.CancellationToken));
            IReadOnlyList<PlannedFile> plan = OrganizePlan.Of(target, songs, mode);
            OrganizeResult result = terminal.Progress(json: true).Count(
                "Writing", "files", report => new OrganizedFolder(target).Update(plan, report, terminal.CancellationToken));
            Write(terminal, target, songs, result);
            return songs.Length == files.Length && result.Conflicts.Count == 0 ? exitCode : ExitCode.Failed;
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(tags) && symbols.IsModelGiven(result))
            {
                result.AddError("--from-tags uses no model. Remove --from-tags or --model");
            }
        });
        return command;
    }

    private static OrganizedSong[] Songs(Terminal terminal, string[] files, Func<string, OrganizedSong> read)
    {
        var songs = new OrganizedSong?[files.Length];
        var problems = new string?[files.Length];
        terminal.Progress(json: true).Count("Classifying", "files", report =>
        {
            int count = 0;
            ParallelWork.Run(
                Enumerable.Range(0, files.Length),
                i =>
                {
                    try
                    {
                        songs[i] = read(files[i]);
                    }
                    catch (Exception problem) when (problem is GenreNetException or IOException or UnauthorizedAccessException)
                    {
                        terminal.CancellationToken.ThrowIfCancellationRequested();
                        problems[i] = problem.Message;
                    }

                    lock (songs)
                    {
                        report(++count, files.Length);
                    }
                },
                terminal.CancellationToken);
            return count;
        });
        foreach (string problem in problems.OfType<string>())
        {
            terminal.Fail(problem);
        }

        return [.. songs.OfType<OrganizedSong>()];
    }

    private static OrganizedSong Song(
        string path, IGenreSource source, GenreSpelling spelling, GenreSymbols symbols, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!PlaylistText.CanContain(path))
        {
            throw new GenreNetException($"The name of {path} contains a line break or is not valid UTF-8, so no playlist can contain it. Rename the file.");
        }

        GenreAnswer answer = source.Of(path, cancellationToken);
        MusicTag? tag = TagOf(path);
        string[] genres = [.. answer.Best(symbols.Top(parsed), symbols.MinConfidence(parsed)).Select(genre => spelling.Of(genre.Genre)).Distinct(StringComparer.Ordinal)];
        return new OrganizedSong(path, genres.Length > 0 ? genres : [OrganizePlan.UnknownGenre])
        {
            Title = tag?.Title,
            Artist = tag?.Artist,
            Duration = answer.Duration ?? tag?.Duration,
        };
    }

    // The title is an extra: music whose tags cannot be read is listed by its file name.
    private static MusicTag? TagOf(string path)
    {
        try
        {
            return MusicTag.Read(path);
        }
        catch (GenreNetException)
        {
            return null;
        }
    }

    private static void Write(Terminal terminal, string folder, IReadOnlyList<OrganizedSong> songs, OrganizeResult result)
    {
        TableDisplay.Write(terminal.People(json: false), new ReportTable(
            "Genres",
            [new("genre"), new("files", IsNumber: true)],
            [
                .. songs.SelectMany(song => song.Genres).CountBy(genre => genre, StringComparer.Ordinal).OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => new[] { pair.Key, pair.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) }),
            ]));
        foreach (string conflict in result.Conflicts)
        {
            terminal.Fail(conflict);
        }

        terminal.Say($"{folder}: {Plural.Of(result.Made, "file")} written, {result.Kept} unchanged, {result.Deleted} of earlier runs deleted.");
    }
}
