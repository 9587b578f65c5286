using System.CommandLine;
using GenreNet.Inference;
using GenreNet.Server.Monitoring;
using GenreNet.Training.Serving;

namespace GenreNet.Training.Cli;

/// <summary>
/// Implements <c>drift LOG [--model FILE]</c>: compares the audio that a service receives with the training data of its model.
/// </summary>
internal static class DriftCommand
{
    public static Command Create(Terminal terminal)
    {
        var log = new Argument<string>("LOG") { Description = "Folder given to the service with --prediction-log, or one file in it." };
        Option<string?> model = ModelSymbols.Model();
        Option<double> days = CliSymbols.Number("--days", "Number of days to analyse, counted back from the last entry of the log. Default: the complete log.", 0.0001, 100_000);
        Option<bool> json = CliSymbols.Json();
        var command = new Command("drift", "Compare the clips classified by a service with the training data of its model, and measure the model's accuracy.") { log, model, days, json };
        command.SetAction(parsed =>
        {
            string? path = parsed.GetValue(model);
            using GenreClassifier classifier = ModelSymbols.Load(path);
            IReadOnlyList<LoggedPrediction> predictions = PredictionLogReader.Read(parsed.GetRequiredValue(log));
            if (parsed.GetResult(days) is not null && predictions.Count > 0)
            {
                // Relative to the end of the log, so that an old log can be analysed as well.
                DateTimeOffset start = predictions.Max(prediction => prediction.Time) - TimeSpan.FromDays(parsed.GetValue(days));
                predictions = [.. predictions.Where(prediction => prediction.Time >= start)];
            }

            var report = DriftReport.Of(predictions, classifier.Card, ModelSymbols.NameOf(path));
            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(report.ToJson());
            }
            else
            {
                DriftDisplay.Write(terminal, report);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
