using GenreNet.Inference;
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
            page.Notice($"Not to be trusted: {warning}");
        }

        page.Figures(Figures(run));
        if (run.History is { Rows.Count: > 0 } history)
        {
            page.Heading(
                    "Learning curves",
                    IsLinear(run)
                        ? "An epoch is a step of the solver; the last one is the minimum."
                        : "Where the validation curve departs from the training curve, the network overfits. The weights of the best epoch are kept."
                    + (IsEnsemble(run) ? " Of an ensemble these are the curves of its first member." : string.Empty))
                .Draw(RunCharts.Curves(history, run.Card?.Training.BestEpoch))
                .Folded(RunTables.History(history));
        }

        page.Heading("What was taken for what", "Rows are what tracks and segments are, columns what they were taken for; the darker, the larger the share of the row.")
            .Draw([.. RunCharts.Confusion(run.Metrics), RunCharts.PerGenre(run.Metrics)])
            .Table(RunTables.PerGenre(run.Metrics));
        Calibration(page, run.Metrics.Calibration);
        Mistakes(page, run, clips);
        if (run.Card is { } card)
        {
            page.Table(RunTables.Card(card));
        }

        if (run.Options.Count > 0)
        {
            page.Table(RunTables.Options(run.Options));
        }

        foreach (string missing in run.Missing)
        {
            page.Paragraph(missing, "note");
        }

        return page;
    }

    private static bool IsLinear(RunRecord run) => run.Options.Any(o => o is { Name: "network", Value: GenreNetworks.Linear });

    private static bool IsEnsemble(RunRecord run) => run.Options.Any(o => o is { Name: "members", Value: not "1" });

    private static string Headline(RunRecord run) => run.Card is { } card
        ? $"{card.Network} on {card.Training.Dataset}, {card.Training.Split.Describe()}."
        : $"Evaluated on the tracks of the part {run.Metrics.Subset}.";

    private static IEnumerable<(string Number, string Name, bool IsBad)> Figures(RunRecord run)
    {
        EvaluationReport metrics = run.Metrics;
        bool isLeaky = metrics.Warning is not null;
        bool isCrossValidated = metrics.Subset == LinearEvaluation.Subset;
        (string tracks, string segments) = isCrossValidated
            ? ("tracks correct in cross-validation, each classified by a model fitted without it", "segments correct in cross-validation")
            : ("test tracks correct", "test segments correct");
        yield return (RunTables.Percent(metrics.TrackAccuracy), $"of {metrics.Tracks} {tracks} (95\u00a0% CI {RunTables.Interval(metrics.TrackInterval)})", isLeaky);
        yield return (RunTables.Percent(metrics.SegmentAccuracy), $"of {metrics.Segments} {segments}", isLeaky);
        if (metrics.Top2TrackAccuracy is double top)
        {
            yield return (RunTables.Percent(top), isCrossValidated ? "of tracks among the two most probable genres" : "of test tracks among the two most probable genres", isLeaky);
        }

        if (metrics.VoteTrackAccuracy is double vote)
        {
            yield return (RunTables.Percent(vote), isCrossValidated ? "of tracks correct by the majority of their segments" : "of test tracks correct by the majority of their segments", isLeaky);
        }

        if (run.Card?.Validation is { } validation)
        {
            var interval = WilsonInterval.Of((int)Math.Round(validation.TrackAccuracy * validation.Tracks), validation.Tracks);
            yield return (RunTables.Percent(validation.TrackAccuracy), $"of {validation.Tracks} validation tracks correct (95\u00a0% CI {RunTables.Interval(interval)})", isLeaky);
        }

        if (metrics.Calibration is { } calibration)
        {
            yield return (RunTables.Percent(calibration.Error), "expected calibration error", false);
        }

        if (run.Card is { } card)
        {
            yield return IsLinear(run)
                ? (Compact(card.Training.Epochs), "steps of the solver", false)
                : ($"{card.Training.BestEpoch} / {card.Training.Epochs}", "best epoch / epochs", false);
            yield return (Compact(card.ParameterCount), "parameters", false);
        }
    }

    private static void Calibration(HtmlPage page, CalibrationReport? calibration)
    {
        if (calibration is null)
        {
            return;
        }

        string temperature = calibration.Temperature is double t ? FormattableString.Invariant($"; logits are divided by a temperature of {t:0.###}") : string.Empty;
        string scores = FormattableString.Invariant($"By segment, the negative log-likelihood is {calibration.NegativeLogLikelihood:0.###} and the Brier score {calibration.BrierScore:0.###}.");
        page.Heading("Calibration", $"Below the diagonal the model is surer than it should be. The expected calibration error is {RunTables.Percent(calibration.Error)} by segment and {RunTables.Percent(calibration.TrackError)} by track{temperature}. {scores}")
            .Draw([RunCharts.Reliability(calibration)])
            .Table(RunTables.Calibration(calibration));
    }

    private static void Mistakes(HtmlPage page, RunRecord run, IReadOnlyDictionary<string, byte[]> clips)
    {
        IReadOnlyList<TrackAnswer> mistakes = WorstMistakes(run);
        if (mistakes.Count > 0)
        {
            page.Table(RunTables.Mistakes(mistakes))
                .Listen(mistakes.Where(m => clips.ContainsKey(m.Track)).Select(m => ($"{m.Track}: {m.Actual}, taken for {m.Predicted}", clips[m.Track])));
        }
        else if (run.Answers.Count > 0)
        {
            page.Heading("The worst mistakes", "There are none: every test track was classified correctly.");
        }
    }

    private static string Compact(long count) => count switch
    {
        >= 1_000_000 => FormattableString.Invariant($"{count / 1e6:0.##} M"),
        >= 10_000 => FormattableString.Invariant($"{count / 1e3:0.#} k"),
        _ => FormattableString.Invariant($"{count}"),
    };
}
