using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Evaluation.Predictions;

public sealed class PredictionsFileTests : IDisposable
{
    private const string Header = "track,part,segments,actual,predicted,confidence,blues,rock";

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("predictions.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_written_file_is_read_back()
    {
        (EvaluationResult validation, EvaluationResult test) = (Result(0, 3), Result(3, 6));
        PredictionsFile.Save(File, validation, test);
        PredictionTable read = PredictionsFile.Load(File);
        Assert.Equal(TestFeatures.Genres, read.Genres);
        Assert.Equal([SplitPart.Validation, SplitPart.Validation, SplitPart.Validation, SplitPart.Test, SplitPart.Test, SplitPart.Test], read.Rows.Select(r => r.Part));
        Assert.Equal(test.Tracks.Right, read.Rows.Count(r => r.Part == SplitPart.Test && r.IsRight));
        Assert.All(validation.Predictions.Concat(test.Predictions).Zip(read.Rows), pair =>
        {
            (TrackPrediction written, PredictionRow row) = pair;
            Assert.Equal((written.Track, written.Label, written.Predicted, written.SegmentCount), (row.Track, row.Actual, row.Predicted, row.Segments));
            Assert.All(written.Probabilities.Zip(row.Probabilities), p => Assert.Equal(p.First, p.Second, 1e-11));
        });
        Assert.StartsWith("track,part,segments,actual,predicted,confidence,blues,disco,rock\n", System.IO.File.ReadAllText(File).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Commas_and_quotes_in_genres_and_tracks_are_preserved()
    {
        TrackPrediction track = new("a \"b\", c", 1, 2, [0.25, 0.75], [0, 2]);
        var result = new EvaluationResult(["drum, bass", "rock \"n\" roll"], new ConfusionMatrix(2), new ConfusionMatrix(2)) { Predictions = [track] };
        PredictionsFile.Save(File, result, result);
        PredictionTable read = PredictionsFile.Load(File);
        Assert.Equal(result.Genres, read.Genres);
        Assert.Equal([track.Track, track.Track], read.Rows.Select(r => r.Track));
    }

    [Theory]
    [InlineData("", "line 1 is empty")]
    [InlineData("track,part\n", "line 1: the header must be")]
    [InlineData("track,part,segments,actual,predicted,confidence,blues\n", "two distinct genres")]
    [InlineData("track,part,segments,actual,predicted,confidence,blues,blues\n", "two distinct genres")]
    [InlineData(Header + "\nx,test,1,blues,rock,0.6,0.4\n", "line 2 has 7 fields instead of 8")]
    [InlineData(Header + "\nx,train,1,blues,rock,0.6,0.4,0.6\n", "the part is 'train'")]
    [InlineData(Header + "\nx,test,0,blues,rock,0.6,0.4,0.6\n", "the number of segments is '0'")]
    [InlineData(Header + "\nx,test,1,jazz,rock,0.6,0.4,0.6\n", "the genre 'jazz'")]
    [InlineData(Header + "\nx,test,1,blues,rock,NaN,0.4,NaN\n", "'NaN'")]
    [InlineData(Header + "\nx,test,1,blues,rock,0.6,0.4,-0.6\n", "'-0.6'")]
    [InlineData(Header + "\nx,test,1,blues,rock,0.6,0.2,0.6\n", "must sum to 1")]
    [InlineData(Header + "\nx,test,1,blues,blues,0.4,0.4,0.6\n", "must sum to 1")]
    [InlineData(Header + "\nx,test,1,blues,rock,0.9,0.4,0.6\n", "must sum to 1")]
    [InlineData(Header + "\nx,test,1,blues,rock,0.6,0.4,0.6\nx,test,1,blues,rock,0.6,0.4,0.6\n", "line 3: duplicate row for the track x")]
    public void A_damaged_file_is_rejected_with_the_line(string text, string part)
    {
        System.IO.File.WriteAllText(File, text);
        string message = Assert.ThrowsAny<GenreNetException>(() => PredictionsFile.Load(File)).Message;
        Assert.StartsWith(File, message, StringComparison.Ordinal);
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.EndsWith("train again.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_or_binary_file_is_rejected()
    {
        Assert.ThrowsAny<GenreNetException>(() => PredictionsFile.Load(File));
        System.IO.File.WriteAllBytes(File, [0, 1, 2, 255, 254, 10, 34, 34, 34]);
        Assert.ThrowsAny<GenreNetException>(() => PredictionsFile.Load(File));
        Assert.ThrowsAny<GenreNetException>(() => PredictionsFile.Load(_folder.Path));
    }

    private static EvaluationResult Result(int from, int to)
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 2, segmentsPerTrack: 2);
        int[] segments = [.. Enumerable.Range(2 * from, 2 * (to - from))];
        float[] probabilities = [.. segments.SelectMany(s => (float[])[0.2f + (0.01f * s), 0.5f - (0.01f * s), 0.3f])];
        return Evaluator.Evaluate(data, data.Genres, segments, probabilities);
    }
}
