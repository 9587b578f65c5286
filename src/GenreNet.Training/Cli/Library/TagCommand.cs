using System.CommandLine;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Training.Tagging;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>tag MUSIC... [--write]</c>: writes the genre into the tags of music files.</summary>
internal static class TagCommand
{
    public static Command Create(Terminal terminal)
    {
        var symbols = new GenreSymbols("Files below it are left as they are.", "They are stored as several genres of the file.");
        var write = new Option<bool>("--write") { Description = "Change the files. Without this option, the command only prints what it would write." };
        var missing = new Option<bool>("--if-missing") { Description = "Leave files that have a genre as they are; they are not classified." };
        Option<bool> json = CliSymbols.Json();
        var command = new Command("tag", "Write the genre into the tags of music files: MP3, FLAC, Ogg Vorbis, Opus, MP4, WAV and AIFF.") { write, missing, json };
        symbols.AddTo(command);
        command.SetAction(parsed =>
        {
            bool isJson = parsed.GetValue(json);
            var options = new TaggingOptions
            {
                Write = parsed.GetValue(write),
                OnlyIfMissing = parsed.GetValue(missing),
                MinConfidence = symbols.MinConfidence(parsed),
                MostGenres = symbols.Top(parsed),
            };
            GenreSpelling spelling = symbols.Spelling(parsed);
            AudioInputs inputs = AudioArguments.Expand(parsed.GetRequiredValue(symbols.Music));
            int exitCode = inputs.Report(terminal);
            string[] files = [.. inputs.Files.Select(file => file.Path)];
            using GenreClassifier classifier = symbols.Load(parsed, terminal);
            if (options.Write)
            {
                TagWriter.DeleteLeftovers(files);
            }

            IReadOnlyList<TagResult> results = Tag(terminal, new GenreTagger(new ClassifiedGenres(classifier), spelling, options), files, isJson);
            return results.Any(result => result.Action == TagAction.Error) ? ExitCode.Failed : exitCode;
        });
        return command;
    }

    private static TagResult[] Tag(Terminal terminal, GenreTagger tagger, string[] files, bool isJson)
    {
        var results = new TagResult?[files.Length];
        try
        {
            terminal.Progress(json: true).Count("Classifying", "files", report =>
            {
                int count = 0;
                ParallelWork.Run(
                    Enumerable.Range(0, files.Length),
                    i =>
                    {
                        results[i] = tagger.Tag(files[i], terminal.CancellationToken);
                        lock (results)
                        {
                            report(++count, files.Length);
                        }
                    },
                    terminal.CancellationToken);
                return count;
            });
        }
        finally
        {
            // After an interruption as well: it shows which files were written.
            TagDisplay.Write(terminal, [.. results.OfType<TagResult>()], isJson);
        }

        return [.. results.OfType<TagResult>()];
    }
}
