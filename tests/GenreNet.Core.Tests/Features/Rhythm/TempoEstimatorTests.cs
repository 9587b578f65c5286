using System.Globalization;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features.Rhythm;

public class TempoEstimatorTests
{
    private static readonly TempoEstimator Estimator = new(TempoOptions.Default);

    public static TheoryData<string> WholeClips { get; } =
        [.. new[] { "classical", "jazz", "rock" }.SelectMany(genre => Enumerable.Range(0, 5).Select(i => $"{genre}.{i:D5}"))];

    [Theory]
    [InlineData(90, 29)]
    [InlineData(120, 22)]
    [InlineData(150, 17)]
    public void The_tempo_of_clicks_is_rounded_to_a_whole_number_of_hops_per_beat(double bpm, int hops)
    {
        Assert.Equal(60 * 22050.0 / (512 * hops), Estimator.Estimate(ClickTrack.Create(bpm)));
        Assert.Equal(60 * 22050.0 / (512 * hops), new TempoEstimator(TempoOptions.BeatTrack).Estimate(ClickTrack.Create(bpm)));
    }

    [Fact]
    public void Periodic_onsets_have_exactly_their_tempo()
    {
        float[] strengths = [.. Enumerable.Range(0, 1000).Select(i => i % 25 == 3 ? 1f : 0f)];
        Assert.Equal(60 * 22050.0 / (512 * 25), Estimator.EstimateFromOnsets(strengths));
    }

    [Fact]
    public void Silence_and_empty_clips_have_the_tempo_nearest_to_the_prior()
    {
        Assert.Equal(60 * 22050.0 / (512 * 22), Estimator.Estimate(new float[66150]));
        Assert.Equal(60 * 22050.0 / (512 * 22), Estimator.Estimate([]));
    }

    [Fact]
    public void A_single_onset_does_not_determine_the_tempo()
    {
        float[] strengths = new float[500];
        strengths[123] = 5;
        Assert.Equal(60 * 22050.0 / (512 * 22), Estimator.EstimateFromOnsets(strengths));
    }

    [Fact]
    public void The_prior_decides_between_a_tempo_and_its_double()
    {
        float[] clicks = ClickTrack.Create(100);
        double slow = new TempoEstimator(TempoOptions.Default with { StartBpm = 60, DeviationOctaves = 0.3 }).Estimate(clicks);
        double plain = new TempoEstimator(TempoOptions.Default with { StartBpm = 100, DeviationOctaves = 0.3 }).Estimate(clicks);
        Assert.Equal(50, slow, 1.0);
        Assert.Equal(100, plain, 2.0);
    }

    [Fact]
    public void The_tempo_is_below_the_maximum()
    {
        float[] strengths = [.. Enumerable.Range(0, 1000).Select(i => i % 10 == 5 ? 1f : 0f)];
        var fast = TempoOptions.Default with { StartBpm = 260, DeviationOctaves = 0.3 };
        double tempo = new TempoEstimator(fast).EstimateFromOnsets(strengths);
        Assert.Equal(60 * 22050.0 / 5120, tempo);
        Assert.Equal(tempo / 2, new TempoEstimator(fast with { MaximumBpm = tempo }).EstimateFromOnsets(strengths));
    }

    [Theory]
    [InlineData(0.001f)]
    [InlineData(7f)]
    public void The_level_does_not_matter(float gain)
    {
        float[] clicks = ClickTrack.Create(97);
        Assert.Equal(Estimator.Estimate(clicks), Estimator.Estimate([.. clicks.Select(s => gain * s)]));
        float[] strengths = new OnsetStrength().Extract(clicks);
        Assert.Equal(Estimator.EstimateFromOnsets(strengths), Estimator.EstimateFromOnsets([.. strengths.Select(s => gain * s)]));
    }

    [Fact]
    public void One_estimator_can_be_used_by_many_threads()
    {
        float[][] clips = [.. Enumerable.Range(0, 8).Select(i => ClickTrack.Create(70 + (15 * i), seconds: 10))];
        double[] alone = [.. clips.Select(clip => Estimator.Estimate(clip))];
        double[] together = [.. clips.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(clip => Estimator.Estimate(clip))];
        Assert.Equal(alone, together);
    }

    [Fact]
    public void The_frames_use_the_padding_of_the_options()
    {
        // Noise has no tempo, so that the frames at the two ends decide.
        float[][] clips = [.. Enumerable.Range(1, 10).Select(seed => Sound.Noise(66150, (ulong)seed))];
        double[] zeros = [.. clips.Select(clip => new TempoEstimator(TempoOptions.BeatTrack).Estimate(clip))];
        var reflect = new TempoEstimator(TempoOptions.BeatTrack with { Padding = FramePadding.Reflect });
        double[] reflected = [.. clips.Select(clip => reflect.Estimate(clip))];
        var onsets = new OnsetStrength(MelSpectrogramOptions.LogMel with { Padding = FramePadding.Reflect }, OnsetAggregate.Median);
        Assert.Equal([.. clips.Select(clip => reflect.EstimateFromOnsets(onsets.Extract(clip)))], reflected);
        Assert.NotEqual(zeros, reflected);
    }

    [Fact]
    public void Missing_or_non_finite_onset_strengths_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => Estimator.EstimateFromOnsets([]));
        Assert.StartsWith("Onset strength 1 is NaN", Assert.Throws<ArgumentException>(() => Estimator.EstimateFromOnsets([1, float.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Estimator.Estimate([float.PositiveInfinity]));
    }

    [Fact]
    public void Options_out_of_range_are_rejected_with_the_reason()
    {
        TempoOptions[] wrong =
        [
            new() { SampleRate = 0 }, new() { HopLength = 0 }, new() { StartBpm = 0 }, new() { StartBpm = double.NaN },
            new() { DeviationOctaves = 0 }, new() { WindowSeconds = 0.03 }, new() { WindowSeconds = 1e9 }, new() { WindowSeconds = double.NaN },
            new() { MaximumBpm = 5 }, new() { MaximumBpm = double.NaN }, new() { Aggregate = (OnsetAggregate)2 }, new() { Padding = (FramePadding)9 },
        ];
        Assert.All(wrong, options => Assert.NotEmpty(Assert.Throws<ArgumentException>(() => new TempoEstimator(options)).Message));
    }

    [Theory]
    [MemberData(nameof(WholeClips))]
    public void The_tempo_of_music_equals_that_of_librosas_beat_tracker(string clip)
    {
        string table = TestData.Shared("data/features_30_sec.csv");
        string path = TestData.Shared($"data/gtzan-3/{clip.Split('.')[0]}/{clip}.flac");
        Assert.SkipWhen(AudioFile.FfmpegPath is null, "ffmpeg is not installed");
        int column = Array.IndexOf(File.ReadLines(table).First().Split(','), "tempo");
        string[] row = File.ReadLines(table).Select(line => line.Split(',')).Single(fields => fields[0] == $"{clip}.wav");

        // Tempi are 60 SampleRate / HopLength divided by whole numbers: the same one, or another by more than 1 %.
        // The table was made by a librosa before 0.10, whose frames reflect the clip at its ends.
        double tempo = new TempoEstimator(TempoOptions.BeatTrack with { Padding = FramePadding.Reflect }).Estimate(AudioBuffer.Load(path).Samples.Span);
        Assert.Equal(double.Parse(row[column], CultureInfo.InvariantCulture), tempo, 1e-9);
    }
}
