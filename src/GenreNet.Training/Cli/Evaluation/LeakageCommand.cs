using System.CommandLine;
using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli;

/// <summary>
/// Implements <c>leakage DATA --out DIR</c>: compares the same training settings with random segment splits, track splits and published
/// lists.
/// </summary>
internal static class LeakageCommand
{
    private const string Finished = "the result of a finished comparison of splits";
    private const int DefaultSeeds = 3;
    private const int MostSeeds = 100;
    private const string Leaky = "leaky-segments";
    private const string ByTrack = "by-track";
    private const string Published = "published";

    /// <summary>Represents a kind of split: its name, and one split per seed.</summary>
    private sealed record Way(string Name, IReadOnlyList<DataSplit> Splits);

    public static Command Create(Terminal terminal)
    {
        Option<string> folder = OutputSymbols.Folder("Folder for leakage.json and leakage.html, and for the features if DATA is audio.");
        Option<int> seeds = CliSymbols.Number("--seeds", "Number of random seeds, starting with --seed; each split is drawn and trained once per seed.", DefaultSeeds, 1, MostSeeds);
        Option<string[]> lists = SplitSymbols.Lists("Lists of tracks for the third split, as for 'train'. Default: the fault-filtered lists of GTZAN if DATA is GTZAN.");
        Option<bool> json = CliSymbols.Json();
        Option<bool> force = ForceSymbol.Create(Finished);
        var training = new TrainingSymbols();
        var command = new Command("leakage", "Train with the same settings on a leaky split by segment, a split by track and published lists, and report by how much the leak inflates the accuracy.") { folder, seeds, lists, json, force };
        training.AddTo(command);
        command.Validators.Add(result => SplitSymbols.RequireCount(result, lists));
        command.SetAction(parsed =>
        {
            string file = Path.Combine(parsed.GetRequiredValue(folder), "leakage.json");
            ForceSymbol.Require(parsed.GetValue(force), file, Finished);
            TrainingSource source = training.ReadSource(parsed);
            AtomicFile.RequireWritable(file);
            string[] files = parsed.GetValue(lists) ?? [];
            foreach (string list in files)
            {
                SplitLists.RequireReadable(list);
            }

            string cache = Path.Combine(parsed.GetRequiredValue(folder), "features.npz");
            FeatureSet data = new TrainingLoader(terminal, source, cache, parsed.GetValue(json)).Load();
            if (data.Augmentation is not null)
            {
                throw new GenreNetException("The data contains augmented variants, which a leaky split cannot use, so the splits could not be compared. Give data without augmented variants.");
            }

            TrainingOptions options = training.Read(parsed, data.Options);
            training.SayDevice(terminal, parsed, options, parsed.GetValue(json));
            ulong[] drawn = [.. Enumerable.Range(0, parsed.GetValue(seeds)).Select(i => unchecked(options.Seed + (ulong)i))];
            LeakageReport report = Run(terminal, data, options, drawn, files, parsed.GetValue(json));
            AtomicFile.WriteText(file, report.ToJson());
            string page = Path.ChangeExtension(file, ".html");
            AtomicFile.WriteText(page, LeakagePage.Build(report, data.DatasetName).Build());
            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(report.ToJson());
                return ExitCode.Done;
            }

            TableDisplay.Write(terminal.People(json: false), Table(report), report.Splits.Count);
            if (LeakagePage.Verdict(report) is { } verdict)
            {
                terminal.Say(verdict);
            }

            terminal.Say($"Wrote {file} and {page}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static LeakageReport Run(Terminal terminal, FeatureSet data, TrainingOptions options, ulong[] seeds, string[] files, bool json)
    {
        List<OmittedSplit> omitted = [];
        List<Way> ways =
        [
            new(Leaky, [.. seeds.Select(seed => LeakySplit.Segments(data, options.ValidationShare, options.TestShare, seed))]),
            new(ByTrack, [.. seeds.Select(seed => TrackSplit.Stratified(data, options.ValidationShare, options.TestShare, seed))]),
        ];
        try
        {
            ways.Add(new(Published, ByLists(data, options, seeds, files, terminal.CancellationToken)));
        }
        catch (DatasetException problem) when (files.Length == 0)
        {
            omitted.Add(new(Published, problem.Message));
            terminal.Warn($"The split {Published} is skipped: {problem.Message}");
        }

        foreach (string warning in ways.Where(w => w.Name != Leaky).SelectMany(w => w.Splits).SelectMany(s => s.Warnings).Distinct(StringComparer.Ordinal))
        {
            terminal.Warn(warning);
        }

        int total = ways.Count * seeds.Length;
        string network = options.Network;
        SplitOutcome[] outcomes = terminal.Progress(json).Count("Training", "networks", report =>
        {
            int done = 0;
            report(done, total);
            return ways.Select(way => SplitOutcome.Of(way.Name, way.Splits[0], [.. way.Splits.Zip(seeds, (split, seed) =>
            {
                var run = TrainingRun.Execute(data, split, options with { Seed = seed }, null, terminal.CancellationToken);
                network = run.Card.Network;
                report(++done, total);
                return run.Test;
            })])).ToArray();
        });
        return new LeakageReport(network, seeds, outcomes, omitted);
    }

    private static DataSplit[] ByLists(FeatureSet data, TrainingOptions options, ulong[] seeds, string[] files, CancellationToken cancellationToken)
    {
        if (files.Length > 0)
        {
            return [.. seeds.Select(seed => SplitChoice.ReadLists(data, files, options with { Seed = seed }))];
        }

        if (!data.Tracks.All(track => IsGtzan(track.Id)))
        {
            throw new DatasetException($"{data.DatasetName} is not GTZAN, the only dataset with published lists. Give other lists with --split-files.");
        }

        PublishedSplit.Gtzan.FetchAsync(PublishedSplit.DefaultFolder, cancellationToken: cancellationToken).GetAwaiter().GetResult();
        DataSplit split = PublishedSplit.Gtzan.Read(data, PublishedSplit.DefaultFolder);
        return [.. seeds.Select(_ => split)];
    }

    /// <summary>
    /// Returns whether an id has the form of GTZAN ids, such as <c>blues/blues.00029</c>; in GTZAN tables the folder is missing.
    /// </summary>
    private static bool IsGtzan(string track)
    {
        string[] name = track.Split('/')[^1].Split('.');
        return name is [{ Length: > 0 }, { Length: 5 } number] && number.All(char.IsAsciiDigit);
    }

    private static ReportTable Table(LeakageReport report) => new(
        $"{report.Network}, {Plural.Of(report.Seeds.Count, "seed")} starting at {report.Seeds[0]}",
        [new("split"), new("by segment", true), new("by track", true), new("test tracks", true), new("test segments", true), new("description")],
        [.. report.Splits.Select(s => (string[])
        [
            s.Name,
            Text(s.SegmentAccuracy, s.SegmentDeviation),
            // A leaky test part contains only a segment or two of nearly every track, so a track accuracy would be meaningless.
            s.IsLeaky ? "-" : Text(s.TrackAccuracy, s.TrackDeviation),
            s.TestTracks.ToString(CultureInfo.InvariantCulture),
            s.TestSegments.ToString(CultureInfo.InvariantCulture),
            s.Description,
        ])]);

    private static string Text(double mean, double? deviation) => deviation is { } spread ? $"{Percent(mean)} ± {Percent(spread)}" : Percent(mean);

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
