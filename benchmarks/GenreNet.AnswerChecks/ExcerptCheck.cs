using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Inference;

namespace GenreNet.AnswerChecks;

/// <summary>Compares predictions for excerpts from the middle of real clips with predictions for the complete clips.</summary>
/// <param name="classifier">The model.</param>
internal sealed class ExcerptCheck(GenreClassifier classifier)
{
    // In seconds; the last one means the complete clip.
    private static readonly double[] Lengths = [0.01, 0.1, 0.5, 1, 2, 3, 5, 10, double.PositiveInfinity];

    private readonly int _rate = classifier.Card.Features.SampleRate;

    /// <summary>Classifies the clips of a folder and prints the results per length.</summary>
    /// <param name="folder">A folder of genre folders.</param>
    /// <param name="output">Receives the results.</param>
    public void Write(string folder, TextWriter output)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(AudioFile.HasAudioExtension).Order(StringComparer.Ordinal)];
        var answers = new GenrePrediction?[files.Length][];
        Parallel.For(0, files.Length, i => answers[i] = Classify(files[i]));
        output.WriteLine($"{Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}, {files.Length} files");
        for (int length = 0; length < Lengths.Length; length++)
        {
            (string Genre, GenrePrediction Answer, GenrePrediction Whole)[] rows =
            [
                .. files.Zip(answers).Where(pair => pair.Second[length] is not null)
                    .Select(pair => (Path.GetFileName(Path.GetDirectoryName(pair.First)!), pair.Second[length]!, pair.Second[^1]!)),
            ];
            if (rows.Length > 0)
            {
                output.WriteLine($"  {(double.IsInfinity(Lengths[length]) ? "complete" : $"{Lengths[length]} s")}");
                output.WriteLine($"    correct                 {Share.Of(rows.Count(row => row.Answer.Genre == row.Genre), rows.Length)}");
                output.WriteLine($"    as the complete clip    {Share.Of(rows.Count(row => row.Answer.Genre == row.Whole.Genre), rows.Length)}");
                output.WriteLine($"    out of distribution     {Share.Of(rows.Count(row => row.Answer.IsOutOfDistribution), rows.Length)}");
                if (Array.Exists(rows, row => row.Answer.IsMusic is not null))
                {
                    output.WriteLine($"    no music found          {Share.Of(rows.Count(row => row.Answer.IsMusic == false), rows.Length)}");
                }

                output.WriteLine($"    mean confidence         {rows.Average(row => row.Answer.Confidence):0.0 %}");
            }
        }
    }

    private GenrePrediction?[] Classify(string file)
    {
        try
        {
            float[] samples = Read(file);
            return
            [
                .. Lengths.Select(seconds => (int)Math.Min(samples.Length, seconds * _rate)).Select((length, i) => length < samples.Length || i == Lengths.Length - 1
                    ? classifier.Classify(samples.AsMemory((samples.Length - length) / 2, length), _rate)
                    : null),
            ];
        }
        catch (AudioFormatException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return new GenrePrediction?[Lengths.Length];
        }
    }

    private float[] Read(string file)
    {
        using AudioReader reader = AudioFile.Open(file).ResampledTo(_rate);
        var samples = new List<float>();
        float[] block = new float[1 << 16];
        int count;
        while ((count = reader.Read(block)) > 0)
        {
            samples.AddRange(block.AsSpan(0, count));
        }

        return [.. samples];
    }
}
