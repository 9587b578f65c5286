using System.Globalization;
using GenreNet.AnswerChecks;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;

if (args.Length == 0)
{
    Console.Error.WriteLine(
        "usage: GenreNet.AnswerChecks [--model MODEL] [FEATURES.csv | FOLDER]...: compares predictions for excerpts with those for complete clips, "
        + "and counts how many real clips, and how many synthetic signals that are not music, are classified as out of distribution or not music. "
        + "MODEL is a file or the name of an installed model; FOLDER contains one folder per genre.");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool hasModel = args[0] == "--model" && args.Length > 1;
try
{
    using GenreClassifier classifier = hasModel ? GenreClassifier.Load(InstalledModels.Resolve(args[1])) : GenreClassifier.LoadDefault();
    foreach (string path in hasModel ? args[2..] : args)
    {
        if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            FeatureSet table = FeatureTable.Load(path).Features;
            if (table.Options.ValuesPerSegment != classifier.Card.Features.ValuesPerSegment)
            {
                throw new DatasetException($"{path} contains summaries, which the model does not support: specify only folders of clips, or a model of summaries with --model.");
            }

            int alarms = Enumerable.Range(0, table.SegmentCount).Count(i => classifier.MeasureNovelty(table.Segment(i)) > 1);
            Console.WriteLine($"{Path.GetFileName(path)}: out of distribution {Share.Of(alarms, table.SegmentCount)}");
        }
        else
        {
            new ExcerptCheck(classifier).Write(path, Console.Out);
        }
    }

    SignalCheck.Write(classifier, Console.Out);
    return 0;
}
catch (Exception problem) when (problem is GenreNetException or IOException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
