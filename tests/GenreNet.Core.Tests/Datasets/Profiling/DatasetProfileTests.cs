using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Datasets.Profiling;

public sealed class DatasetProfileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_profile_contains_duration_level_and_moments_of_the_coefficients()
    {
        float[] samples = [.. Enumerable.Range(0, 33075).Select(i => 0.5f * MathF.Sin(i * 0.1f))];
        Write("a/one.wav", samples);
        Write("b/two.wav", new float[22050]);
        var profile = DatasetProfile.Of(TrackLibrary.Open(_folder.Path));
        TrackProfile one = profile.Tracks[0];
        Assert.Equal(("a/one", 1.5), (one.Track.Id, one.Duration.TotalSeconds));
        // A sine of amplitude 0.5: 0.5 / sqrt(2).
        Assert.Equal(0.3535, one.Level, 3);
        Assert.Equal(0, profile.Tracks[1].Level);

        float[] rows = new FeatureExtractor(new MfccOptions { CoefficientCount = 20 }).Extract(AudioBuffer.Load(Path.Combine(_folder.Path, "a/one.wav")).Samples.Span);
        double[] third = [.. rows.Where((_, i) => i % 20 == 2).Select(v => (double)v)];
        Assert.Equal(third.Average(), one.Means.ToArray()[2], 9);
        Assert.Equal(Math.Sqrt(third.Average(v => (v - third.Average()) * (v - third.Average()))), one.Deviations.ToArray()[2], 9);
        Assert.All(profile.Tracks[1].Deviations.ToArray(), d => Assert.Equal(0, d, 3));
    }

    [Fact]
    public void Only_two_minutes_are_analysed_but_the_total_duration_is_counted()
    {
        var reader = new LongSilence(200L * 22050, tellsLength: false);
        TrackProfile counted = new TrackProfiler(4).Listen(new TrackAudio(new Track("a/x", "a", "a/x.wav", 1), () => reader), CancellationToken.None);
        Assert.Equal(200, counted.Duration.TotalSeconds);
        var withLength = new LongSilence(200L * 22050, tellsLength: true);
        TrackProfile trusted = new TrackProfiler(4).Listen(new TrackAudio(new Track("a/x", "a", "a/x.wav", 1), () => withLength), CancellationToken.None);
        Assert.Equal(200, trusted.Duration.TotalSeconds);
        Assert.Equal(120L * 22050, withLength.Given);
    }

    [Fact]
    public void Undecodable_tracks_are_named_and_a_dataset_without_tracks_is_rejected()
    {
        Write("a/one.wav", new float[2000]);
        Write("b/two.wav", new float[2000]);
        File.WriteAllBytes(Path.Combine(_folder.Path, "b", "empty.wav"), []);
        var profile = DatasetProfile.Of(TrackLibrary.Open(_folder.Path));
        Assert.Equal(["a/one", "b/two"], profile.Tracks.Select(t => t.Track.Id));
        Assert.Equal("b/empty", Assert.Single(profile.Skipped).Id);

        File.WriteAllBytes(Path.Combine(_folder.Path, "a", "one.wav"), []);
        File.WriteAllBytes(Path.Combine(_folder.Path, "b", "two.wav"), []);
        Assert.Throws<DatasetException>(() => DatasetProfile.Of(TrackLibrary.Open(_folder.Path)));
    }

    [Fact]
    public void Profiles_do_not_depend_on_the_processing_order()
    {
        for (int i = 0; i < 12; i++)
        {
            int period = 10 + i;
            Write($"{(i % 2 == 0 ? 'a' : 'b')}/{i:D2}.wav", [.. Enumerable.Range(0, 4000).Select(k => (k % period / (float)period) - 0.5f)]);
        }

        var library = TrackLibrary.Open(_folder.Path);
        Assert.Equal(
            DatasetProfile.Of(library).Tracks.SelectMany(t => t.Means.ToArray().Concat(t.Deviations.ToArray())), DatasetProfile.Of(library).Tracks.SelectMany(t => t.Means.ToArray().Concat(t.Deviations.ToArray())));
    }

    private void Write(string name, float[] samples) => WavWriter.Write(Path.Combine(_folder.Path, name), samples, 22050);

    private sealed class LongSilence(long length, bool tellsLength) : AudioReader
    {
        public long Given { get; private set; }

        public override string Name => "silence";

        public override string Format => "none";

        public override int SampleRate => 22050;

        public override int ChannelCount => 1;

        public override long? SampleCount => tellsLength ? length : null;

        public override IReadOnlyList<string> Warnings => [];

        public override int Read(Span<float> destination)
        {
            int count = (int)Math.Min(destination.Length, length - Given);
            destination[..count].Clear();
            Given += count;
            return count;
        }
    }
}
