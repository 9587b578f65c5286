using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Reports;

/// <summary>Builds the page of a folder of runs.</summary>
internal static class GalleryPage
{
    private const int MostCurves = 10;
    private const int MostIntervals = 25;
    private const int MostSettings = 12;

    /// <summary>Builds the page, whose links are relative to the folder.</summary>
    public static HtmlPage Build(GalleryFolder folder)
    {
        GalleryRun[] finished = [.. folder.Runs.Where(r => r.Record is not null)];
        HtmlPage page = new HtmlPage($"Runs: {folder.Name}").Figures(Figures(folder, finished));
        if (Difference(finished) is { } difference)
        {
            page.Notice($"The runs {difference}, so their accuracies are not comparable. 'genrenet compare' tests the difference of runs on their common test tracks.");
        }

        Picture[] charts = [.. Charts(finished, folder.Runs)];
        if (charts.Length > 0)
        {
            page.Heading("Accuracy", finished.Length > 1 ? "To find out whether two runs differ by more than chance, use 'genrenet compare RUN RUN'." : null).Draw(charts);
        }

        if (folder.Runs.Count > 0)
        {
            page.Table(Table(folder));
        }

        if (folder.Pages.Count > 0)
        {
            page.Table(new HtmlTable("Other pages", [new("page"), new("content")], [.. folder.Pages.Select(p => new HtmlRow([new HtmlCell(p.Path, Link: p.Path), new HtmlCell(p.Kind)]))]));
        }

        foreach (string problem in folder.Problems)
        {
            page.Paragraph(problem, "note");
        }

        return page;
    }

    /// <summary>Creates a table of the runs for a terminal.</summary>
    public static ReportTable Brief(GalleryFolder folder) => new(
        $"Runs in {folder.Name}, most accurate first (by track: test accuracy with 95 % CI; ECE: expected calibration error)",
        [new("run"), new("state"), new("network"), new("by track", true), new("tracks", true), new("by segment", true), new("ECE", true), new("epochs", true)],
        [
            .. folder.Runs.Select(run => (string[])(run.Record is { Metrics: var m }
                ? [Name(run, folder), State(run), run.Network, $"{RunTables.Percent(m.TrackAccuracy)} ({100 * m.TrackInterval.Low:0} to {100 * m.TrackInterval.High:0})", Text(m.Tracks), RunTables.Percent(m.SegmentAccuracy), m.Calibration is { } c ? RunTables.Percent(c.Error) : "?", Text(run.Record.Card?.Training.Epochs)]
                : [Name(run, folder), State(run), run.Network, "", "", "", "", $"{run.Progress?.Epoch} / {run.Progress?.Epochs}"])),
        ]);

    private static IEnumerable<(string Number, string Name, bool IsBad)> Figures(GalleryFolder folder, GalleryRun[] finished)
    {
        yield return (Text(finished.Length), Plural.Choose(finished.Length, "finished run", "finished runs"), false);
        foreach (IGrouping<string, GalleryRun> state in folder.Runs.Where(r => r.Record is null).GroupBy(r => r.State))
        {
            yield return (Text(state.Count()), state.Key, state.Key != "running");
        }

        if (finished.FirstOrDefault(r => r.Record!.Metrics.Warning is null) is { Record.Metrics: { } best } run)
        {
            yield return (RunTables.Percent(best.TrackAccuracy), $"best test accuracy by track: {Name(run, folder)} ({Plural.Of(best.Tracks, "track")}, 95\u00a0% CI {RunTables.Interval(best.TrackInterval)})", false);
        }

        if (folder.Problems.Count > 0)
        {
            yield return (Text(folder.Problems.Count), "cannot be read", true);
        }
    }

    /// <summary>Returns why the accuracies of the runs are not comparable; null if there is no known reason.</summary>
    private static string? Difference(GalleryRun[] finished)
    {
        GalleryRun[] tested = [.. finished.Where(r => r.Record!.Answers.Count > 0)];
        return finished.Select(r => r.Record!.Card?.Training.DatasetFingerprint).OfType<string>().Distinct().Skip(1).Any() ? "use different data"
            : tested.Select(r => string.Join('\n', r.Record!.Answers.Select(a => a.Track).Order(StringComparer.Ordinal))).Distinct().Skip(1).Any() ? "were tested on different tracks"
            : null;
    }

    private static IEnumerable<Picture> Charts(GalleryRun[] finished, IReadOnlyList<GalleryRun> all)
    {
        if (finished.Length > 0)
        {
            IntervalRow[] rows =
            [
                .. finished.Take(MostIntervals).Select(r =>
                {
                    EvaluationReport m = r.Record!.Metrics;
                    bool isLeaky = m.Warning is not null;
                    return new IntervalRow(
                        Label(r), m.TrackAccuracy, m.TrackInterval.Low, m.TrackInterval.High, $"{RunTables.Percent(m.TrackAccuracy)} ({100 * m.TrackInterval.Low:0}\u2013{100 * m.TrackInterval.High:0})", Ink.Series(isLeaky ? 1 : 0))
                    {
                        Mark = isLeaky ? MarkKind.Square : MarkKind.Circle,
                    };
                }),
            ];
            yield return IntervalChart.Draw(
                ("accuracy", $"Test accuracy by track with 95\u00a0% CI{(finished.Length > MostIntervals ? $", best {MostIntervals} runs" : string.Empty)}", string.Join("; ", rows.Select(r => $"{r.Label}: {r.Text}"))),
                Axis.Percent("test accuracy by track", rows.Min(r => r.Low), rows.Max(r => r.High)), rows);
        }

        (GalleryRun Run, double[] Epochs, double[] Values)[] curves =
        [
            .. all.Where(r => r.History is { } h && h.Has("validation_accuracy")).Select(r => (r, r.History!.Numbers("epoch"), r.History.Numbers("validation_accuracy")))
                .Where(c => c.Item3.Count(double.IsFinite) > 1).Take(MostCurves),
        ];
        if (curves.Length > 0)
        {
            Axis epochs = Axis.Of("epoch", 1, Math.Max(2, curves.Max(c => c.Epochs.Max())), isTight: true);
            double[] values = [.. curves.SelectMany(c => c.Values).Where(double.IsFinite)];
            yield return LineChart.Draw(
                "curves", $"Validation accuracy by segment{(all.Count > MostCurves ? $", best {MostCurves} runs" : string.Empty)}",
                string.Join("; ", curves.Select(c => $"{Label(c.Run)}: {PictureText.Percent(c.Values.Last(double.IsFinite))} after {Plural.Of(c.Values.Length, "epoch")}")),
                epochs with { Ticks = [.. epochs.Ticks.Where(t => t.Value == Math.Round(t.Value))] },
                Axis.Percent("validation accuracy by segment", values.Min(), values.Max()),
                [.. curves.Select((c, i) => new ChartLine(Label(c.Run), [.. c.Epochs.Zip(c.Values)], Ink.Series(i), IsDashed: i % 2 == 1))]);
        }
    }

    private static HtmlTable Table(GalleryFolder folder)
    {
        string[] settings = Varying(folder.Runs);
        double[] accuracies = [.. folder.Runs.SelectMany(r => Curve(r, "accuracy")).Where(double.IsFinite)];
        (double, double)? range = accuracies.Length == 0 ? null : (accuracies.Min(), accuracies.Max());
        return new HtmlTable(
            "Runs",
            [
                new("run"), new("state"), new("network"), new("accuracy by track", true), new("95 % CI", true), new("tracks", true), new("accuracy curve"), new("loss curve"),
                new("by segment", true), new("top 2", true), new("ECE", true), new("best epoch", true), new("epochs", true), new("parameters", true),
                .. settings.Select(s => new ReportColumn(s, IsNumber: true)),
                new("dataset"), new("split"), new("written (UTC)", true),
            ],
            [.. folder.Runs.Select((run, i) => new HtmlRow([.. Cells(run, i, range, folder), .. settings.Select(s => HtmlCell.Of(Setting(run, s))), .. Last(run)]))],
            "Curves: validation solid, training dashed; all accuracy curves have the same scale. ECE: expected calibration error. Settings that are equal in all runs are omitted. A filter such as accuracy>70 network:cnn hides rows.")
        {
            HasFilter = true,
        };
    }

    private static IEnumerable<HtmlCell> Cells(GalleryRun run, int index, (double, double)? range, GalleryFolder folder)
    {
        yield return new HtmlCell(Name(run, folder), Link: run.HasReport ? run.Path.Length == 0 ? "report.html" : $"{run.Path}/report.html" : null);
        yield return new HtmlCell(State(run));
        yield return new HtmlCell(run.Network);
        EvaluationReport? metrics = run.Record?.Metrics;
        yield return Share(metrics?.TrackAccuracy);
        yield return metrics is null ? new HtmlCell(string.Empty) : new HtmlCell(RunTables.Interval(metrics.TrackInterval), metrics.TrackInterval.Low);
        yield return Number(metrics?.Tracks);
        yield return Spark(run, index, "accuracy", range);
        yield return Spark(run, index, "loss", null);
        yield return Share(metrics?.SegmentAccuracy);
        yield return Share(metrics?.Top2TrackAccuracy);
        yield return Share(metrics?.Calibration?.Error);
        yield return Number(run.Record?.Card?.Training.BestEpoch ?? run.Progress?.BestEpoch);
        yield return run.Progress is { } progress ? new HtmlCell($"{progress.Epoch} / {progress.Epochs}", progress.Epoch) : Number(run.Record?.Card?.Training.Epochs);
        yield return run.Record?.Card is { } card ? new HtmlCell(card.ParameterCount.ToString("N0", CultureInfo.InvariantCulture), card.ParameterCount) : new HtmlCell(string.Empty);
    }

    private static IEnumerable<HtmlCell> Last(GalleryRun run)
    {
        yield return new HtmlCell(run.Record?.Card?.Training.Dataset ?? run.Progress?.Dataset ?? string.Empty);
        yield return new HtmlCell(run.Record?.Card?.Training.Split.Kind.ToString() ?? string.Empty);
        yield return new HtmlCell(run.Written.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), run.Written.Ticks);
    }

    private static HtmlCell Spark(GalleryRun run, int index, string column, (double, double)? range)
    {
        double[] train = Curve(run, column, hasValidation: false);
        double[] validation = run.History is { } history && history.Has($"validation_{column}") ? history.Numbers($"validation_{column}") : [];
        double last = validation.LastOrDefault(double.IsFinite, train.LastOrDefault(double.IsFinite, double.NaN));
        string description = string.Create(CultureInfo.InvariantCulture, $"{column} of {Label(run)}: {last:0.###} after the last epoch");
        return new HtmlCell(string.Empty, last, Picture: Sparkline.Draw(string.Create(CultureInfo.InvariantCulture, $"{column}-{index + 1}"), description, [(train, Ink.Faint, true), (validation, Ink.Series(0), false)], range));
    }

    private static double[] Curve(GalleryRun run, string column, bool hasValidation = true) => run.History is not { } history ? [] :
    [
        .. history.Has(column) ? history.Numbers(column) : [],
        .. hasValidation && history.Has($"validation_{column}") ? history.Numbers($"validation_{column}") : [],
    ];

    // The network has a column of its own.
    private static string[] Varying(IReadOnlyList<GalleryRun> runs) =>
    [
        .. runs.SelectMany(r => r.Options).Select(o => o.Name).Distinct(StringComparer.Ordinal).Where(name => name != "network")
            .Where(name => runs.Select(r => Setting(r, name)).Distinct(StringComparer.Ordinal).Skip(1).Any()).Take(MostSettings),
    ];

    private static string Setting(GalleryRun run, string name) => run.Options.FirstOrDefault(o => o.Name == name).Value ?? string.Empty;

    private static string State(GalleryRun run) => run.Record?.Metrics.Warning is not null ? $"{run.State}, leaky" : run.State;

    private static string Name(GalleryRun run, GalleryFolder folder) => run.Path.Length == 0 ? folder.Name : run.Path;

    private static string Label(GalleryRun run) => run.Path.Length == 0 ? "." : run.Path;

    private static HtmlCell Share(double? share) => share is double value ? new HtmlCell(RunTables.Percent(value), value) : new HtmlCell(string.Empty);

    private static HtmlCell Number(int? number) => number is int value ? new HtmlCell(Text(value), value) : new HtmlCell(string.Empty);

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
