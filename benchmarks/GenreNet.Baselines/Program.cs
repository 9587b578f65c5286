using System.Globalization;
using GenreNet.Baselines;
using GenreNet.Core;
using GenreNet.Core.Datasets;

if (args.Length is not (1 or 3))
{
    Console.Error.WriteLine("usage: GenreNet.Baselines TABLE.csv [TRAIN.txt TEST.txt]: evaluates classical classifiers (ML.NET) on a feature table, in ten folds and on two lists of tracks.");
    return 2;
}

try
{
    FeatureSet data = FeatureTable.Load(args[0]).Features;
    TrackList? lists = args.Length == 3 ? TrackList.Read(data, args[1], args[2]) : null;
    Console.WriteLine($"{data.TrackCount} tracks of {data.Genres.Count} genres; ten folds by track and group, seeds {string.Join(", ", Baseline.Seeds)}");
    foreach (Baseline baseline in Baseline.All)
    {
        double[] folded = [.. Baseline.Seeds.Select(seed => baseline.CrossValidate(data, seed))];
        string published = lists is null ? string.Empty : $"   on the lists {Percent(baseline.Accuracy(data, lists.Train, lists.Test, Baseline.Seeds[0]))}";
        Console.WriteLine($"{baseline.Name,-42} {Percent(folded.Average())} ({string.Join(", ", folded.Select(Percent))}){published}");
    }

    return 0;
}
catch (GenreNetException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
