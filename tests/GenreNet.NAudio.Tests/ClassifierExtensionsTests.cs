using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Inference;
using GenreNet.Inference.Tests.Support;
using NAudio.Wave;
using NAudio.Wave.SampleProviders;

namespace GenreNet.NAudio.Tests;

public class ClassifierExtensionsTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(22050)]
    [InlineData(44100)]
    public async Task A_file_has_the_same_answer_on_every_way(int sampleRate)
    {
        using var folder = new TemporaryFolder();
        string song = folder.File("song.wav");
        WavWriter.Write(song, Fixture.Music(), sampleRate);
        using var classifier = Fixture.Load();
        GenrePrediction expected = classifier.Classify(song);

        using var stream = new WaveFileReader(song);
        using AudioReader audio = stream.ToAudioReader();
        Same(expected, classifier.Classify(audio));
        stream.Position = 0;
        Same(expected, classifier.Classify(stream.ToSampleProvider()));
        stream.Position = 0;
        Same(expected, await classifier.ClassifyAsync(stream.ToSampleProvider(), cancellationToken: Token));
        stream.Position = 0;
        // NAudio makes two equal channels of one; their mean is the same again.
        Same(expected, classifier.Classify(stream.ToSampleProvider().ToStereo()));
    }

    [Fact]
    public void A_provider_that_never_ends_is_limited_by_the_options()
    {
        using var classifier = Fixture.Load();
        var tone = new SignalGenerator(44100, 2) { Frequency = 440, Gain = 0.2 };
        var options = new ClassificationOptions { MaxDuration = TimeSpan.FromSeconds(4) };
        Assert.Throws<AudioFormatException>(() => classifier.Classify(tone, options));
        Assert.Equal(TimeSpan.FromSeconds(4), classifier.Classify(tone.Take(TimeSpan.FromSeconds(4)), options).Duration);
    }

    [Fact]
    public async Task Options_progress_and_cancellation_reach_the_classifier()
    {
        using var classifier = Fixture.Load();
        ISampleProvider Music() => new AudioBuffer(Fixture.Music(), 22050).OpenReader().ToSampleProvider();
        var progress = new Steps();
        Assert.Single(classifier.Classify(Music(), new ClassificationOptions { Top = 1 }, progress, Token).Ranking);
        Assert.NotEqual(0, progress.Count);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.ThrowsAny<OperationCanceledException>(() => classifier.Classify(Music(), cancellationToken: cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => classifier.ClassifyAsync(Music(), cancellationToken: cancelled.Token));
    }

    private static void Same(GenrePrediction expected, GenrePrediction actual)
    {
        Assert.Equal(expected.Genre, actual.Genre);
        Assert.Equal(expected.Ranking, actual.Ranking);
        Assert.Equal(expected.Duration, actual.Duration);
        Assert.Equal(expected.Timeline.SelectMany(s => s.Probabilities.ToArray()), actual.Timeline.SelectMany(s => s.Probabilities.ToArray()));
    }

    private sealed class Steps : IProgress<AudioProgress>
    {
        public int Count { get; private set; }

        public void Report(AudioProgress value) => Count++;
    }
}
