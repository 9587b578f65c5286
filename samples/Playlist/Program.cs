// Sorts a folder of music into playlists by genre, one .m3u8 each; within a list, songs that sound alike stand together.
//   dotnet run -c Release --project samples/Playlist -- MUSIC PLAYLISTS
using System.Numerics.Tensors;
using GenreNet.Inference;

if (args is not [var music, var playlists] || !Directory.Exists(music))
{
    Console.Error.WriteLine("usage: MUSIC PLAYLISTS, two folders: MUSIC is searched, PLAYLISTS is written");
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
        Console.Error.WriteLine($"{file.Path} is silent and is left out.");
    }
    else
    {
        Console.Error.WriteLine(file.Error.Message);
    }
}

Directory.CreateDirectory(playlists);
foreach (var genre in songs.GroupBy(song => song.Answer.Genre).OrderBy(group => group.Key, StringComparer.Ordinal))
{
    // From the surest song always on to the one that sounds most like it.
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
    Console.WriteLine($"{list}: {order.Count} songs");
}

return 0;
