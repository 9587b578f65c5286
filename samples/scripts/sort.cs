#!/usr/bin/env dotnet
// Classifies all audio files of a folder and prints a table, sorted by genre and confidence.
//   dotnet run sort.cs music
//   dotnet run sort.cs music songs.csv          also writes the table as CSV
#:package GenreNet.Inference@*-*
#:property PublishAot=false
using System.Globalization;
using GenreNet.Inference;

if (args is not [var music, .. var rest] || rest.Length > 1 || !Directory.Exists(music))
{
    Console.Error.WriteLine("usage: dotnet run sort.cs FOLDER [TABLE.csv]");
    return 2;
}

var songs = new List<(string Path, GenrePrediction Answer)>();
int failures = 0;
var options = new ClassificationOptions { IncludeTimeline = false, UnknownIfOutOfDistribution = true };
using var classifier = GenreClassifier.LoadDefault(options);
await foreach (ClassifiedFile file in classifier.ClassifyManyAsync(music))
{
    if (file.IsClassified)
    {
        songs.Add((Path.GetRelativePath(music, file.Path), file.Prediction));
    }
    else
    {
        Console.Error.WriteLine(file.Error.Message);
        failures++;
    }
}

songs = [.. songs.OrderBy(song => song.Answer.Genre, StringComparer.Ordinal).ThenByDescending(song => song.Answer.Confidence)
    .ThenBy(song => song.Path, StringComparer.Ordinal)];
foreach ((string path, GenrePrediction answer) in songs)
{
    Console.WriteLine($"{answer.Genre,-10} {answer.Confidence,4:P0}  {path}");
}

if (rest is [var table])
{
    // Quotes protect commas, quotes and line breaks in file names.
    IEnumerable<string> rows = songs.Select(song => string.Create(
        CultureInfo.InvariantCulture, $"\"{song.Path.Replace("\"", "\"\"")}\",{song.Answer.Genre},{song.Answer.Confidence:0.0000}"));
    File.WriteAllLines(table, rows.Prepend("path,genre,confidence"));
}

return failures == 0 ? 0 : 1;
