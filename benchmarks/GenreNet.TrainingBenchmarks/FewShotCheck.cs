using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.TrainingBenchmarks;

/// <summary>
/// Measures the accuracy of a linear classifier with few clips per genre: it is trained on seeded draws of clips and tested on all clips of
/// the other groups (artists).
/// </summary>
internal static class FewShotCheck
{
    public const string Usage =
        "--few-shot EMBEDDINGS.npz [--clips 5] [--draws 20] [--parts NAME=SIZE,...] [--method Logistic|Ridge] "
        + "[--items Tracks|Segments|Both] [--l2 NUMBER]";

    /// <summary>Runs the measurement, and prints one line per embedding.</summary>
    /// <param name="arguments">The file and the options of <see cref="Usage"/>.</param>
    public static int Run(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            FeatureSet data = FeatureCache.Load(arguments[0]).Features;
            var given = arguments[1..].Chunk(2).ToDictionary(pair =>
                pair[0], pair => pair.Length == 2 ? pair[1] : throw new FormatException($"The option {pair[0]} has no value."));
            string Read(string name, string otherwise) => given.Remove(name, out string? value) ? value : otherwise;
            (int clips, int draws) = (int.Parse(Read("--clips", "5")), int.Parse(Read("--draws", "20")));
            var options = new LinearOptions
            {
                Method = Enum.Parse<LinearMethod>(Read("--method", "Logistic"), ignoreCase: true),
                Items = Enum.Parse<LinearItems>(Read("--items", "Both"), ignoreCase: true),
                L2 = Read("--l2", string.Empty) is { Length: > 0 } l2 ? double.Parse(l2) : null,
            };
            (string Name, int Size)[] parts = [.. Read("--parts", string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split('=')).Select(part => (part[0], int.Parse(part[1])))];
            if (given.Count > 0)
            {
                throw new FormatException($"Unknown option {given.Keys.First()}.");
            }

            int offset = 0;
            foreach ((string name, int size) in parts)
            {
                Measure(Columns(data, name, offset, size), clips, draws, options);
                offset += size;
            }

            Measure(data, clips, draws, options);
            return 0;
        }
        catch (Exception problem) when (problem is GenreNetException or FormatException or ArgumentException or OverflowException)
        {
            Console.Error.WriteLine($"{problem.Message}\nusage: {Usage}");
            return 1;
        }
    }

    private static void Measure(FeatureSet data, int clips, int draws, LinearOptions linear)
    {
        List<double> macros = [];
        List<double> plain = [];
        List<double> chosen = [];
        double[] byGenre = new double[data.Genres.Count];
        int[] measured = new int[data.Genres.Count];
        for (int draw = 0; draw < draws; draw++)
        {
            DataSplit split = Draw(data, clips, (ulong)draw + 1);
            var options = new TrainingOptions { Network = GenreNetworks.Linear, Linear = linear, Seed = (ulong)draw + 1 };
            using FittedNetwork fitted = new EnsembleTrainer(options).Fit(data, split, CancellationToken.None);
            double?[] shares = Answer(data, split, fitted, out double accuracy);
            macros.Add(shares.OfType<double>().Average());
            plain.Add(accuracy);
            foreach ((int genre, double? share) in shares.Index())
            {
                byGenre[genre] += share ?? 0;
                measured[genre] += share is null ? 0 : 1;
            }
        }

        double mean = macros.Average();
        double deviation = Math.Sqrt(macros.Sum(macro => (macro - mean) * (macro - mean)) / Math.Max(1, draws - 1));
        Console.WriteLine(
            $"{data.Options.Encoder?.Name ?? data.Options.Kind.ToString()}: {clips} clips per genre, {draws} draws: macro {mean:0.0 %} "
            + $"(standard deviation of draws {deviation:0.0 %}, {macros.Min():0.0 %} to {macros.Max():0.0 %}), "
            + $"accuracy {plain.Average():0.0 %}");
        Console.WriteLine("  " + string.Join(", ", data.Genres.Select((genre, i) =>
            $"{genre} {byGenre[i] / Math.Max(1, measured[i]):0 %}")));
    }

    /// <summary>Draws training clips; the test tracks are those of all other groups.</summary>
    private static DataSplit Draw(FeatureSet data, int clips, ulong seed)
    {
        LabelledTrack[] order = [.. data.Tracks.OrderBy(track => track.Id, StringComparer.Ordinal)];
        new SeededRandom(seed).Shuffle<LabelledTrack>(order);
        LabelledTrack[] train = [.. Enumerable.Range(0, data.Genres.Count).SelectMany(genre =>
            order.Where(track => track.Label == genre).Take(clips))];
        var groups = train.Select(track => track.Group).ToHashSet(StringComparer.Ordinal);
        return new DataSplit
        {
            Train = [.. train.Select(track => track.Id)],
            Validation = [],
            Test = [.. order.Where(track => !groups.Contains(track.Group)).Select(track => track.Id)],
        };
    }

    /// <summary>Computes the recall by track of each genre; null for a genre whose tracks are all in training groups.</summary>
    private static double?[] Answer(FeatureSet data, DataSplit split, FittedNetwork fitted, out double accuracy)
    {
        int genres = data.Genres.Count;
        int[] right = new int[genres];
        int[] total = new int[genres];
        foreach (string track in split.Test)
        {
            int[] segments = data.SegmentsOf([track]);
            float[] logits = fitted.Logits(data, segments);
            double[] means = [.. Enumerable.Range(0, genres).Select(genre =>
                Enumerable.Range(0, segments.Length).Average(i => logits[(i * genres) + genre]))];
            int label = data.Labels[segments[0]];
            total[label]++;
            right[label] += Array.IndexOf(means, means.Max()) == label ? 1 : 0;
        }

        accuracy = (double)right.Sum() / total.Sum();
        return [.. right.Zip(total, (r, t) => t == 0 ? (double?)null : (double)r / t)];
    }

    private static FeatureSet Columns(FeatureSet data, string name, int offset, int size)
    {
        float[] values = [.. Enumerable.Range(0, data.SegmentCount).SelectMany(segment =>
            data.Segment(segment).Slice(offset, size).ToArray())];
        var groups = data.Tracks.ToDictionary(track => track.Id, track => track.Group, StringComparer.Ordinal);
        return new FeatureSet(new FeatureSetContent
        {
            Values = values,
            Labels = [.. data.Labels],
            TrackIds = [.. data.TrackIds],
            Genres = data.Genres,
            Options = FeatureOptions.External(name, size),
            DatasetName = data.DatasetName,
            DatasetFingerprint = data.DatasetFingerprint,
            Groups = [.. data.TrackIds.Select(track => groups[track])],
        });
    }
}
