using System.Globalization;
using GenreNet.AnswerChecks;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;

if (args.Length == 0)
{
    Console.Error.WriteLine(
        "usage: GenreNet.AnswerChecks [--model MODEL] [FEATURES.csv | FOLDER]...: how answers for excerpts compare with those for complete clips, "
        + "how many real clips are called out of distribution or no music, and how many synthetic signals that are not music. "
        + "MODEL is a file or the name of an installed model; FOLDER holds folders of genres.");
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
                throw new DatasetException($"{path} holds summaries, which the model does not take: give folders of clips alone, or --model with a model of summaries.");
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
