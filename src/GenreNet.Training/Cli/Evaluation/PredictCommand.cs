using System.CommandLine;
using System.Globalization;
using GenreNet.Core;
using GenreNet.Inference;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>predict AUDIO... | --example GENRE [--model MODEL]</c>: predicts the genre of files, folders, patterns and playlists.</summary>
internal static class PredictCommand
{
    private const int UsualRanking = 3;
    private const string Silent = "silent";

    public static Command Create(Terminal terminal)
    {
        Argument<string[]> audio = CliSymbols.Audio();
        Option<string?> example = ExampleClips.Option();
        Option<string?> model = ModelSymbols.Model();
        Option<string?> genres = ModelSymbols.Genres();
        Option<int> top = CliSymbols.Number("--top", "Number of genres to print. With --json, all genres are printed unless this option is given.", UsualRanking, 1, 10_000);
        Option<bool> json = CliSymbols.Json();
        var timeline = new Option<bool>("--timeline") { Description = "Print the genre of every segment; JSON always includes the segments." };
        var command = new Command("predict", "Predict the genre of audio files, of all files in folders, and of playlists.") { audio, example, model, genres, top, json, timeline };
        ExampleClips.RequireOne(command, audio, example);
        ModelSymbols.RequireOne(command, model, genres);
        command.SetAction(parsed =>
        {
            string? wanted = ModelSymbols.Wanted(parsed, model, genres);
            using GenreClassifier classifier = ModelSymbols.Load(wanted);
            string name = ModelSymbols.NameOf(wanted);
            bool isJson = parsed.GetValue(json);
            // Programs read the model name from the JSON; users see it above the predictions.
            bool isChosen = wanted is null && !isJson;
            if (isChosen && name != InstalledModels.Default)
            {
                terminal.Error.WriteLine(ModelSymbols.Announcement(name, classifier.Card));
            }

            bool isTopGiven = parsed.GetResult(top) is { Implicit: false };
            int ranking = isJson && !isTopGiven ? int.MaxValue : parsed.GetValue(top);
            var inputs = AudioArguments.Expand(ExampleClips.Files(parsed.GetValue(audio), parsed.GetValue(example)));
            int exitCode = inputs.Report(terminal);
            bool hasTimeline = parsed.GetValue(timeline);
            PredictionRows? rows = isJson || hasTimeline || inputs.Files.Count < 2
                ? null
                : new PredictionRows(terminal, [.. inputs.Files.Select(file => file.Path)], classifier.Genres, ranking);
            bool hasAnswered = false;
            foreach (string file in inputs.Files.Select(file => file.Path))
            {
                if (Predict(terminal, classifier, file) is not { } prediction)
                {
                    exitCode = ExitCode.Failed;
                    continue;
                }

                hasAnswered = true;
                if (isJson)
                {
                    terminal.Output.WriteLine(PredictionReport.From(file, prediction, ranking, name).ToJson());
                }
                else if (rows is not null)
                {
                    rows.Write(file, prediction, Remark(prediction));
                }
                else
                {
                    Write(terminal, file, prediction, ranking, hasTimeline);
                }
            }

            rows?.WriteSummary();
            if (isChosen && hasAnswered && name == InstalledModels.Default)
            {
                terminal.Error.WriteLine(ModelSymbols.Hint);
            }

            return exitCode;
        });
        return command;
    }

    /// <summary>Displays a prediction to the user.</summary>
    public static void Write(Terminal terminal, string file, GenrePrediction prediction, int ranking, bool timeline)
    {
        IEnumerable<string> genres = prediction.Ranking.Take(ranking).Select(g => $"{g.Genre} {Percent(g.Probability)}{Doubt(prediction, g)}");
        terminal.Say($"{file}: {(prediction.IsSilent ? Silent : string.Join(", ", genres))}{Remark(prediction)}");
        foreach (TimelineSegment segment in timeline ? prediction.Timeline : [])
        {
            terminal.Say($"  {Time(segment.Start)} - {Time(segment.End)}  {(segment.IsSilent ? Silent : $"{segment.Genre} {Percent(segment.Probability)}")}");
        }
    }

    // Warnings go to the error stream; a user who sees only the output must still learn that the prediction is unreliable.
    private static string Remark(GenrePrediction prediction)
    {
        string?[] remarks =
        [
            prediction.IsShort && !prediction.IsSilent ? "short" : null,
            prediction switch
            {
                { IsMusic: false } => $"no music found: {Sound(prediction)}",
                { IsOutOfDistribution: true } => "unlike the training music",
                _ => null,
            },
        ];
        string text = string.Join("; ", remarks.Where(remark => remark is not null));
        return text.Length == 0 ? string.Empty : $" ({text})";
    }

    private static string Sound(GenrePrediction prediction)
    {
        ContentProbability sound = prediction.Content.First(content => !content.IsMusic);
        return string.Create(CultureInfo.InvariantCulture, $"{sound.Label} {sound.Probability:0 %}");
    }

    // One bad file does not stop the others: it is reported, and the exit code indicates the failure.
    private static GenrePrediction? Predict(Terminal terminal, GenreClassifier classifier, string file)
    {
        try
        {
            // Progress goes to the error stream even without --json: the output is for predictions.
            GenrePrediction prediction = terminal.Progress(json: true).Listen(
                Path.GetFileName(file), progress => classifier.Classify(file, progress: progress, cancellationToken: terminal.CancellationToken));
            foreach (string warning in prediction.Warnings)
            {
                terminal.Warn(warning);
            }

            return prediction;
        }
        catch (Exception problem) when (problem is GenreNetException or IOException)
        {
            terminal.CancellationToken.ThrowIfCancellationRequested();
            terminal.Fail(problem.Message);
            return null;
        }
    }

    // A multi-label model is calibrated per genre: uncalibrated scores are only comparable in rank, so they are marked.
    private static string Doubt(GenrePrediction prediction, GenreProbability genre) =>
        prediction.IsMultiLabel && !genre.IsCalibrated ? " (uncalibrated)" : string.Empty;

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes,2}:{time.Seconds:00}.{time.Milliseconds / 100}");
}
