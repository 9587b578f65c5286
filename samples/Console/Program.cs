// Prints the genre of audio files.
//   dotnet run -c Release --project samples/Console -- song.wav
//   dotnet publish samples/Console -c Release -r linux-x64 -o genre && genre/genre song.wav     (one native program)
using GenreNet.Core;
using GenreNet.Inference;

if (args.Length == 0)
{
    Console.Error.WriteLine("usage: genre AUDIO...");
    return 2;
}

try
{
    using var classifier = GenreClassifier.LoadDefault();
    foreach (string file in args)
    {
        GenrePrediction song = await classifier.ClassifyAsync(file);
        Console.WriteLine($"{file}: {song.Genre} ({song.Confidence:P0})");
        foreach (string warning in song.Warnings)
        {
            Console.Error.WriteLine($"warning: {warning}");
        }
    }

    return 0;
}
catch (Exception problem) when (problem is GenreNetException or IOException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
