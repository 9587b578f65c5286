#!/usr/bin/env dotnet
// Finds the songs of a folder that sound most like a song, by the cosine similarity of their embeddings. Nothing is trained.
//   dotnet run similar.cs song.wav music
#:package GenreNet.Inference@*-*
#:property PublishAot=false
using System.Numerics.Tensors;
using GenreNet.Core;
using GenreNet.Inference;

const int Count = 10;
if (args is not [var path, var music] || !Directory.Exists(music))
{
    Console.Error.WriteLine("usage: dotnet run similar.cs SONG FOLDER");
    return 2;
}

try
{
    using var classifier = GenreClassifier.LoadDefault(new ClassificationOptions { IncludeTimeline = false, IncludeEmbedding = true });
    GenrePrediction song = await classifier.ClassifyAsync(path);
    if (song.IsSilent)
    {
        Console.Error.WriteLine($"{path} is silent. Give a song with sound.");
        return 1;
    }

    var others = new List<(string Path, float Similarity)>();
    await foreach (ClassifiedFile file in classifier.ClassifyManyAsync(music))
    {
        if (!file.IsClassified)
        {
            Console.Error.WriteLine(file.Error.Message);
        }
        else if (!file.Prediction.IsSilent && Path.GetFullPath(file.Path) != Path.GetFullPath(path))
        {
            others.Add((file.Path, TensorPrimitives.CosineSimilarity(song.Embedding.Span, file.Prediction.Embedding.Span)));
        }
    }

    var nearest = others.OrderByDescending(other => other.Similarity).ThenBy(other => other.Path, StringComparer.Ordinal).Take(Count);
    foreach ((string other, float similarity) in nearest)
    {
        Console.WriteLine($"{similarity:0.000}  {other}");
    }

    return 0;
}
catch (Exception problem) when (problem is GenreNetException or IOException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
