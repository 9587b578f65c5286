// Creates one .m3u8 playlist per genre from a folder of music; similar songs follow one another.
//   dotnet run -c Release --project samples/Playlist -- MUSIC PLAYLISTS
using System.Numerics.Tensors;
using GenreNet.Inference;

if (args is not [var music, var playlists] || !Directory.Exists(music))
{
    Console.Error.WriteLine("usage: MUSIC PLAYLISTS (the folder to search, and the folder for the playlists)");
    return 2;
}

using var classifier = GenreClassifier.LoadDefault(
    new ClassificationOptions { IncludeTimeline = false, IncludeEmbedding = true, UnknownBelow = 0.4, UnknownIfOutOfDistribution = true });
var songs = new List<(string Path, GenrePrediction Answer)>();
await foreach (ClassifiedFile file in classifier.ClassifyManyAsync(music))
{
    // Silence has no embedding.
    if (file.IsClassified && !file.Prediction.IsSilent)
    {
        songs.Add((file.Path, file.Prediction));
    }
    else if (file.IsClassified)
    {
        Console.Error.WriteLine($"{file.Path} is silent and is skipped.");
    }
    else
    {
        Console.Error.WriteLine(file.Error.Message);
    }
}

Directory.CreateDirectory(playlists);
foreach (var genre in songs.GroupBy(song => song.Answer.Genre).OrderBy(group => group.Key, StringComparer.Ordinal))
{
    // Starts with the song of the highest confidence, and continues with the most similar remaining song.
    List<(string Path, GenrePrediction Answer)> left = [.. genre.OrderByDescending(song => song.Answer.Confidence).ThenBy(song => song.Path, StringComparer.Ordinal)];
    var order = new List<string>();
    var current = left[0];
    while (left.Remove(current))
    {
        order.Add(Path.GetRelativePath(playlists, current.Path));
        current = left.OrderByDescending(song => TensorPrimitives.CosineSimilarity(song.Answer.Embedding.Span, current.Answer.Embedding.Span)).FirstOrDefault();
    }

    string list = Path.Combine(playlists, $"{genre.Key}.m3u8");
    await File.WriteAllLinesAsync(list, order);
    Console.WriteLine($"{list}: {(order.Count == 1 ? "1 song" : $"{order.Count} songs")}");
}

return 0;
