using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Runs;

public class TrackSoundTests
{
    [Fact]
    public void The_reference_is_computed_from_the_track_means_of_the_training_tracks()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 6);
        string[] train = [.. data.Tracks.Select(track => track.Id).Where((_, i) => i % 2 == 0)];
        string[] rest = [.. data.Tracks.Select(track => track.Id).Except(train)];
        MfccReference reference = TrackSound.Reference(data, new DataSplit { Train = train, Validation = [], Test = rest })!;
        double[] means = [.. train.Select(id => data.SegmentsOf([id]).Average(segment => data.Segment(segment).ToArray().Chunk(data.CoefficientCount).Average(frame => (double)frame[1])))];
        double mean = means.Average();
        Assert.Equal(Math.Min(13, data.CoefficientCount), reference.Mean.ToArray().Length);
        Assert.Equal(mean, reference.Mean.ToArray()[1], 1e-4);
        Assert.Equal(Math.Sqrt(means.Average(value => (value - mean) * (value - mean))), reference.Deviation.ToArray()[1], 1e-4);
    }
}
