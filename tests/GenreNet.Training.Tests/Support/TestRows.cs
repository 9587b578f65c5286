using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Tests.Support;

/// <summary>Summaries without audio: noise, and a genre that shows in the mean of a column and in the product of two others.</summary>
internal static class TestRows
{
    public static readonly string[] Genres = ["blues", "disco", "rock"];

    public static FeatureSet Make(int tracksPerGenre = 20, int rowsPerTrack = 2, double contrast = 2, ulong seed = 1)
    {
        var random = new SeededRandom(seed);
        (int Genre, int Track)[] rows = [.. from genre in Enumerable.Range(0, 3) from track in Enumerable.Range(0, tracksPerGenre) from row in Enumerable.Range(0, rowsPerTrack) select (genre, track)];
        return new FeatureSet(new FeatureSetContent
        {
            Values = (float[])[.. rows.SelectMany(row => Enumerable.Range(0, 52).Select(column => Value(random, row.Genre, column, contrast)))],
            Labels = [.. rows.Select(row => row.Genre)],
            TrackIds = [.. rows.Select(row => $"{Genres[row.Genre]}/{row.Track:D3}")],
            Genres = Genres,
            Options = FeatureOptions.Summaries with { SegmentSeconds = 3 },
            DatasetName = "made-up",
            DatasetFingerprint = new string('0', 64),
        });
    }

    // Odd columns are variances, which are above zero and differ by orders of magnitude.
    private static float Value(SeededRandom random, int genre, int column, double contrast)
    {
        double value = random.NextGaussian() + (column % 6 == genre ? contrast : 0);
        return (float)(column % 2 == 1 ? Math.Exp(3 * value) : value);
    }
}
