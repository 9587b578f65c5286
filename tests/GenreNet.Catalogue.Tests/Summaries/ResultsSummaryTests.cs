using GenreNet.Catalogue.Tests.Support;

namespace GenreNet.Catalogue.Tests.Summaries;

/// <summary>The rows of a results folder are counted.</summary>
public sealed class ResultsSummaryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Genres_confidence_and_hours_are_counted()
    {
        ResultsSummary summary = ResultsSummary.Of(MadeUpResults.Write(_folder.Path, Rows()));
        Assert.Equal((10L, 3L, 7L, 1L, 1L, 3L), (summary.Tracks, summary.Errors, summary.Classified, summary.Silent, summary.Unknown, summary.WithWarnings));
        Assert.Equal(["jazz", "rock", "unknown"], summary.Genres.Select(genre => genre.Genre));
        CatalogueGenre jazz = summary.Genres[0];
        Assert.Equal((3L, 0.7, 3.0), (jazz.Tracks, Math.Round(jazz.MeanConfidence, 6), jazz.Hours));
        Assert.Equal(6.5, summary.Hours);
        Assert.Equal((0.9 + 0.7 + 0.5 + 1 + 0.9 + 0.2) / 6, summary.MeanConfidence!.Value, 6);
        // A probability of 1 is in the last range; silent tracks are in none.
        Assert.Equal([0, 0, 1, 0, 0, 1, 0, 1, 0, 3], summary.ConfidenceCounts);
    }

    [Fact]
    public void Messages_that_differ_in_names_and_numbers_are_one_kind()
    {
        ResultsSummary summary = ResultsSummary.Of(MadeUpResults.Write(_folder.Path, Rows()));
        Assert.Equal([("Cannot decode FILE: no frame in the first N bytes of the MP3 file.", 2L), ("FILE does not exist.", 1L)], summary.ErrorKinds.Select(kind => (kind.Text, kind.Count)));
        Assert.Equal(["music/b1.mp3", "music/b2.mp3"], summary.ErrorKinds[0].Examples);
        Assert.Equal([("The clip has N s.", 2L), ("The clip is silent.", 1L)], summary.WarningKinds.Select(kind => (kind.Text, kind.Count)));
    }

    [Fact]
    public void Kinds_and_examples_have_a_limit()
    {
        CatalogueRow[] rows = [.. Enumerable.Range(0, 1200).Select(i => MadeUpResults.Failed($"{i}.mp3", $"Error {(char)('a' + (i % 30))}{(char)('a' + (i / 30))}."))];
        ResultsSummary summary = ResultsSummary.Of(MadeUpResults.Write(_folder.Path, rows));
        Assert.Equal(501, summary.ErrorKinds.Count);
        Assert.Equal(("other messages", 700L, 3), (summary.ErrorKinds[0].Text, summary.ErrorKinds[0].Count, summary.ErrorKinds[0].Examples.Count));
        Assert.Null(summary.MeanConfidence);
    }

    [Fact]
    public void Missing_shards_are_listed()
    {
        ResultsSummary summary = ResultsSummary.Of(MadeUpResults.Write(_folder.Path, Rows(), missing: 1));
        Assert.Equal((10L, 6L, 3, 1), (summary.CatalogueTracks, summary.Tracks, summary.Shards, summary.MissingShardCount));
        Assert.Equal([1], summary.MissingShards);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(100_000, 100_000)]
    [InlineData(100_001, 50_001)]
    [InlineData(250_000, 83_334)]
    public void The_sample_is_evenly_spaced_and_limited(int rows, int sample)
    {
        var tally = new CatalogueTally(rows);
        CatalogueRow row = MadeUpResults.Track("a", "jazz", 0.5f);
        for (int i = 0; i < rows; i++)
        {
            tally.Add(row);
        }

        Assert.Equal(sample, tally.MfccMeans.Count);
    }

    [Fact]
    public void A_damaged_part_is_an_error_and_a_cancelled_summary_stops()
    {
        CatalogueResults results = MadeUpResults.Write(_folder.Path, Rows());
        Assert.Throws<OperationCanceledException>(() => ResultsSummary.Of(results, cancellationToken: new CancellationToken(canceled: true)));
        File.WriteAllText(results.Parts[1].Path, "not a part");
        Assert.Contains("part-00001.parquet", Assert.Throws<CatalogueException>(() => ResultsSummary.Of(results)).Message, StringComparison.Ordinal);
    }

    private static CatalogueRow[] Rows() =>
    [
        MadeUpResults.Track("music/1.mp3", "jazz", 0.9f),
        MadeUpResults.Track("music/2.mp3", "jazz", 0.7f),
        MadeUpResults.Track("music/3.mp3", "jazz", 0.5f) with { Warnings = ["The clip has 2.5 s."] },
        MadeUpResults.Failed("music/b1.mp3", "Cannot decode /home/me/music/b1.mp3: no frame in the first 64 bytes of the MP3 file."),
        MadeUpResults.Track("music/4.mp3", "rock", 1),
        MadeUpResults.Track("music/5.mp3", "rock", 0.9f),
        MadeUpResults.Silent("music/6.mp3"),
        MadeUpResults.Track("music/7.mp3", "unknown", 0.2f) with { Warnings = ["The clip has 3 s."] },
        MadeUpResults.Failed("music/b2.mp3", "Cannot decode music/b2.mp3: no frame in the first 128 bytes of the MP3 file."),
        MadeUpResults.Failed("https://host/gone.mp3", "https://host/gone.mp3 does not exist."),
    ];
}
