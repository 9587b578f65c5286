using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GenreNet.Core.Datasets;

namespace GenreNet.Inference.Tests;

/// <summary>The example clips in the folder examples: the embedded model classifies them as their README states.</summary>
public sealed partial class ExampleClipTests : IDisposable
{
    private const int LargestBytes = 200_000;
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "examples");

    private readonly GenreClassifier _classifier = GenreClassifier.LoadDefault();

    public static TheoryData<string> Genres { get; } = [.. SyntheticDataset.Genres];

    public void Dispose() => _classifier.Dispose();

    [Theory]
    [MemberData(nameof(Genres))]
    public void A_clip_is_small_and_has_the_genre_and_confidence_of_the_table(string genre)
    {
        string file = Path.Combine(Folder, $"{genre}.ogg");
        Assert.InRange(new FileInfo(file).Length, 20_000, LargestBytes);
        Match row = Assert.Single(Rows(), row => row.Groups["file"].Value == $"{genre}.ogg");
        GenrePrediction prediction = _classifier.Classify(file);
        Assert.Equal(genre, row.Groups["answer"].Value);
        Assert.Equal(genre, prediction.Genre);
        // Decoders and processors may differ in the last bits, and the table is rounded.
        Assert.Equal(int.Parse(row.Groups["confidence"].Value, CultureInfo.InvariantCulture), 100 * prediction.Confidence, 1.5);
        Assert.InRange(prediction.Duration.TotalSeconds, 20, 30);
        Assert.Empty(prediction.Warnings);
    }

    [Fact]
    public void The_table_and_the_index_list_each_clip_once()
    {
        string[] files = [.. Directory.GetFiles(Folder, "*.ogg").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(SyntheticDataset.Genres.Select(genre => $"{genre}.ogg"), files);
        Assert.Equal(files, Rows().Select(row => row.Groups["file"].Value));
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "index.json")));
        Assert.Equal(
            SyntheticDataset.Genres.Select(genre => (genre, $"{genre}.ogg")),
            index.RootElement.EnumerateArray().Select(entry => (entry.GetProperty("genre").GetString()!, entry.GetProperty("file").GetString()!)));
    }

    [Fact]
    public void Most_short_pieces_of_other_seeds_are_classified_correctly()
    {
        int correct = SyntheticDataset.Genres.Sum(genre => Enumerable.Range(0, 3).Count(seed =>
            _classifier.Classify(SyntheticDataset.Render(genre, 700 + (ulong)seed, 8).Samples, SyntheticDataset.SampleRate).Genre == genre));
        Assert.InRange(correct, 22, 30);
    }

    private static Match[] Rows() => [.. Row().Matches(File.ReadAllText(Path.Combine(Folder, "README.md"))).Cast<Match>()];

    [GeneratedRegex(@"^\| \[(?<file>\w+\.ogg)\]\(\k<file>\) \| (?<answer>\w+) \| (?<confidence>\d+) % \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
