using GenreNet.Core;
using GenreNet.Networks;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Reports;

/// <summary>Builds the report page of a run. Equal runs give equal pages: there are no timestamps or local paths.</summary>
internal static class RunPage
{
    /// <summary>Maximum number of listed mistakes.</summary>
    public const int MostMistakes = 12;

    /// <summary>Returns the misclassified test tracks with the highest confidence.</summary>
    public static IReadOnlyList<TrackAnswer> WorstMistakes(RunRecord run) =>
        [.. run.Answers.Where(a => !a.IsRight).OrderByDescending(a => a.Confidence).ThenBy(a => a.Track, StringComparer.Ordinal).Take(MostMistakes)];

    /// <summary>Builds the page.</summary>
    /// <param name="run">The run.</param>
    /// <param name="clips">The audio of mistakes by track id, as WAV files; empty to omit it.</param>
    public static HtmlPage Build(RunRecord run, IReadOnlyDictionary<string, byte[]> clips)
    {
        HtmlPage page = new HtmlPage($"Training run: {run.Name}").Paragraph(Headline(run));
        if ((run.Metrics.Warning ?? run.Card?.Training.Warning) is { } warning)
        {
            page.Notice($"Warning: {warning}");
        }

        page.Figures(Figures(run));
        if (run.History is { Rows.Count: > 0 } history)
        {
            page.Heading(
                    "Learning curves",
                    IsLinear(run)
                        ? "An epoch is one iteration of the solver; the loss is minimal after the last one."
                        : "If the validation curve diverges from the training curve, the network overfits. The weights of the best epoch are kept."
                    + (IsEnsemble(run) ? " For an ensemble, the curves are those of its first network." : string.Empty))
                .Draw(RunCharts.Curves(history, run.Card?.Training.BestEpoch))
                .Folded(RunTables.History(history));
            foreach ((int index, RunTable further) in run.FurtherHistories.Index())
            {
                page.Folded(RunTables.History(further) with { Title = $"Epochs of network {index + 2}" });
            }
        }

        page.Heading("Confusion matrix", "Rows are actual genres, columns are predicted genres. Darker cells have a larger share of their row.")
            .Draw(RunCharts.Confusion(run.Metrics))
            .Heading("Genres")
            .Beside(RunCharts.PerGenre(run.Metrics), RunTables.PerGenre(run.Metrics));
        Calibration(page, run.Metrics.Calibration);
        Mistakes(page, run, clips);
        page.Tables(
        [
            .. run.Card is { } card ? (ReportTable[])[RunTables.Card(card)] : [],
            .. run.Options.Count > 0 ? (ReportTable[])[RunTables.Options(run.Options)] : [],
        ]);

        foreach (string missing in run.Missing)
        {
            page.Paragraph(missing, "note");
        }

        return page;
    }

    private static bool IsLinear(RunRecord run) => run.Options.Any(o => o is { Name: "network", Value: GenreNetworks.Linear });

    private static bool IsEnsemble(RunRecord run) => run.Options.Any(o => o is { Name: "members", Value: not "1" });

    private static string Headline(RunRecord run) => run.Card is { } card
        ? $"Network: {card.Network}. Dataset: {card.Training.Dataset}. Split: {card.Training.Split.Describe()}."
        : $"Evaluated on the subset {run.Metrics.Subset}.";

    private static IEnumerable<(string Number, string Name, bool IsBad)> Figures(RunRecord run)
    {
        EvaluationReport metrics = run.Metrics;
        bool isLeaky = metrics.Warning is not null;
        bool isCrossValidated = metrics.Subset == LinearEvaluation.Subset;
        string set = isCrossValidated ? "cross-validation" : "test";
        string tracks = Plural.Of(metrics.Tracks, isCrossValidated ? "out-of-fold track" : "track");
        yield return (RunTables.Percent(metrics.TrackAccuracy), $"{set} accuracy by track ({tracks}, 95\u00a0% CI {RunTables.Interval(metrics.TrackInterval)})", isLeaky);
        yield return (RunTables.Percent(metrics.SegmentAccuracy), $"{set} accuracy by segment ({Plural.Of(metrics.Segments, "segment")})", isLeaky);
        if (metrics.Top2TrackAccuracy is double top)
        {
            yield return (RunTables.Percent(top), $"{set} top-2 accuracy by track", isLeaky);
        }

        if (metrics.VoteTrackAccuracy is double vote)
        {
            yield return (RunTables.Percent(vote), $"{set} accuracy by track, majority vote of the segments", isLeaky);
        }

        if (run.Card?.Validation is { } validation)
        {
            var interval = WilsonInterval.Of((int)Math.Round(validation.TrackAccuracy * validation.Tracks), validation.Tracks);
            yield return (RunTables.Percent(validation.TrackAccuracy), $"validation accuracy by track ({Plural.Of(validation.Tracks, "track")}, 95\u00a0% CI {RunTables.Interval(interval)})", isLeaky);
        }

        if (metrics.Calibration is { } calibration)
        {
            yield return (RunTables.Percent(calibration.Error), "expected calibration error", false);
        }

        if (run.Card is { } card)
        {
            yield return IsLinear(run)
                ? (Compact(card.Training.Epochs), "solver iterations", false)
                : ($"{card.Training.BestEpoch} / {card.Training.Epochs}", "best epoch / epochs", false);
            yield return (Compact(card.ParameterCount), "parameters", false);
        }
    }

    /// <summary>Appends the reliability diagram and its figures; nothing if there are none.</summary>
    public static void Calibration(HtmlPage page, CalibrationReport? calibration)
    {
        if (calibration is null)
        {
            return;
        }

        string temperature = calibration.Temperature is double t ? FormattableString.Invariant($"; the logits are divided by a temperature of {t:0.###}") : string.Empty;
        string scores = FormattableString.Invariant($"By segment, the negative log-likelihood is {calibration.NegativeLogLikelihood:0.###} and the Brier score {calibration.BrierScore:0.###}.");
        page.Heading("Calibration", $"Below the diagonal, the model is overconfident; above it, underconfident. The expected calibration error is {RunTables.Percent(calibration.Error)} by segment and {RunTables.Percent(calibration.TrackError)} by track{temperature}. {scores}")
            .Beside(RunCharts.Reliability(calibration), RunTables.Calibration(calibration));
    }

    private static void Mistakes(HtmlPage page, RunRecord run, IReadOnlyDictionary<string, byte[]> clips)
    {
        IReadOnlyList<TrackAnswer> mistakes = WorstMistakes(run);
        if (mistakes.Count > 0)
        {
            page.Table(RunTables.Mistakes(mistakes))
                .Listen(mistakes.Where(m => clips.ContainsKey(m.Track)).Select(m => ($"{m.Track}: actual {m.Actual}, predicted {m.Predicted}", clips[m.Track])));
        }
        else if (run.Answers.Count > 0)
        {
            page.Heading("Misclassified tracks", "None: all test tracks are classified correctly.");
        }
    }

    private static string Compact(long count) => count switch
    {
        >= 1_000_000 => FormattableString.Invariant($"{count / 1e6:0.##} M"),
        >= 10_000 => FormattableString.Invariant($"{count / 1e3:0.#} k"),
        _ => FormattableString.Invariant($"{count}"),
    };
}
