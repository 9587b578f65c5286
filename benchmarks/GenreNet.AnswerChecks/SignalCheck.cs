using GenreNet.Inference;
using GenreNet.Tests.Support;

namespace GenreNet.AnswerChecks;

/// <summary>Classifies synthetic signals that are not music.</summary>
internal static class SignalCheck
{
    private const double Seconds = 10;

    public static void Write(GenreClassifier classifier, TextWriter output)
    {
        Write(classifier, "signals that are not music", NonMusic.Names, output);
        Write(classifier, "further signals, written after the limit was chosen", NonMusic.LaterNames, output);
    }

    private static void Write(GenreClassifier classifier, string title, IEnumerable<string> names, TextWriter output)
    {
        output.WriteLine($"{title}, {Seconds} s");
        List<GenrePrediction> answers = [];
        foreach (string name in names)
        {
            GenrePrediction answer = classifier.Classify(NonMusic.Render(name, Seconds), NonMusic.SampleRate);
            output.WriteLine($"  {name,-28} novelty {answer.Novelty,4:0.00}  {answer.Genre} {answer.Confidence:0 %}");
            answers.Add(answer);
        }

        output.WriteLine($"  out of distribution or silent {Share.Of(answers.Count(answer => answer.IsOutOfDistribution || answer.IsSilent), answers.Count)}");
        if (answers.Exists(answer => answer.IsMusic is not null))
        {
            output.WriteLine($"  no music found          {Share.Of(answers.Count(answer => answer.IsMusic == false), answers.Count)}");
        }
    }
}
