#!/usr/bin/env dotnet
// Prints the genres of audio files.
//   dotnet run genre.cs song.wav
#:package GenreNet.Inference@*-*
#:property PublishAot=false
using GenreNet.Core;
using GenreNet.Inference;

if (args.Length == 0)
{
    Console.Error.WriteLine("usage: dotnet run genre.cs AUDIO...");
    return 2;
}

int failures = 0;
using var classifier = GenreClassifier.LoadDefault();
foreach (string file in args)
{
    try
    {
        GenrePrediction song = await classifier.ClassifyAsync(file);
        Console.WriteLine($"{file}: {string.Join(", ", song.Ranking.Take(3).Select(genre => $"{genre.Genre} {genre.Probability:P0}"))}");
    }
    catch (Exception problem) when (problem is GenreNetException or IOException)
    {
        Console.Error.WriteLine(problem.Message);
        failures++;
    }
}

return failures == 0 ? 0 : 1;
