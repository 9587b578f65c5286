using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Answers;

/// <summary>Answers for what has no genre: silence, clips that are too short, signals that are not music.</summary>
public class GenrePredictionTests
{
    private const int Rate = NonMusic.SampleRate;

    private static readonly ClassificationOptions Everything = new() { IncludeEmbedding = true, IncludeMfccMeans = true };

    public static TheoryData<string, int> Silences => new()
    {
        { "zeros", Rate }, { "zeros", 44100 }, { "dither", Rate }, { "dither", 44100 }, { "DC", Rate }, { "DC", 44100 }, { "DC and dither", 48000 }, { "one click", Rate },
    };

    // Noise with the spectrum and rhythm of speech is so like music that it is missed. Of one click per second, each segment of 2 s is silent.
    public static TheoryData<string> Signals => [.. NonMusic.Names.Except(["speech-shaped noise", "clicks, one per second"])];

    [Theory]
    [MemberData(nameof(Silences))]
    public void Silence_has_an_empty_ranking_and_no_confidence(string kind, int rate)
    {
        float[] silence = Silence(kind, 10 * rate);
        using GenreClassifier summaries = GenreClassifier.LoadDefault();
        using GenreClassifier frames = GenreClassifier.Load(Fixture.Model);
        AssertSilent(summaries.Classify(silence, rate, Everything));
        AssertSilent(frames.Classify(silence, rate, new ClassificationOptions { IncludeMfccMeans = true }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(30_000)]
    public void Silence_of_any_length_is_silent(int samples)
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        AssertSilent(classifier.Classify(new float[samples], Rate, Everything));
    }

    [Fact]
    public void Quiet_music_is_not_silent_and_its_level_does_not_affect_the_novelty()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        float[] music = Music(10);
        GenrePrediction loud = classifier.Classify(music, Rate);
        GenrePrediction quiet = classifier.Classify(Array.ConvertAll(music, sample => sample / 100), Rate);
        Assert.False(quiet.IsSilent);
        Assert.False(quiet.IsOutOfDistribution);
        Assert.Empty(quiet.Warnings);
        Assert.Equal(loud.Novelty!.Value, quiet.Novelty!.Value, 0.05);
        // -72 dBFS at most: still music.
        Assert.False(classifier.Classify(Array.ConvertAll(music, sample => sample / 4000), Rate).IsSilent);
    }

    [Fact]
    public void Silent_segments_are_ignored_and_marked_in_the_timeline()
    {
        using GenreClassifier classifier = Fixture.Load();
        float[] music = Music(3);
        GenrePrediction alone = classifier.Classify(music, Rate, new ClassificationOptions { IncludeMfccMeans = true });
        GenrePrediction prediction = classifier.Classify([.. new float[3 * Rate], .. music, .. new float[6 * Rate]], Rate, new ClassificationOptions { IncludeMfccMeans = true });
        Assert.Equal(alone.Ranking, prediction.Ranking);
        Assert.Equal(alone.MfccMeans, prediction.MfccMeans);
        Assert.False(prediction.IsSilent);
        Assert.Equal([true, false, true, true], prediction.Timeline.Select(segment => segment.IsSilent));
        Assert.Equal(["unknown", alone.Genre, "unknown", "unknown"], prediction.Timeline.Select(segment => segment.Genre));
        Assert.All(prediction.Timeline.Where(segment => segment.IsSilent), segment => Assert.All(segment.Probabilities.ToArray(), p => Assert.Equal(0, p)));
        Assert.Contains(prediction.Warnings, warning => warning.Contains("silent for 75 %", StringComparison.Ordinal));
    }

    [Fact]
    public void A_mostly_silent_clip_has_a_warning_with_its_share_of_silence()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        GenrePrediction prediction = classifier.Classify([.. Music(6), .. new float[18 * Rate]], Rate);
        Assert.False(prediction.IsSilent);
        Assert.Contains(prediction.Warnings, warning => warning.Contains("silent for 75 %", StringComparison.Ordinal) && warning.Contains("6 s of sound", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.01, true)]
    [InlineData(1, true)]
    [InlineData(4.9, true)]
    [InlineData(5, false)]
    public void A_short_clip_carries_a_warning(double seconds, bool isShort)
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        GenrePrediction prediction = classifier.Classify(Music(seconds), Rate);
        Assert.Equal(isShort, prediction.IsShort);
        Assert.Equal(isShort, prediction.Warnings.Any(warning => warning.Contains("shorter than 5 s", StringComparison.Ordinal)));
        Assert.NotEmpty(prediction.Ranking);
        Assert.False(classifier.Classify(Music(seconds), Rate, new ClassificationOptions { ReliableDuration = TimeSpan.Zero }).IsShort);
    }

    [Fact]
    public void Ten_milliseconds_have_a_low_confidence()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        foreach (string style in SyntheticDataset.Styles)
        {
            GenrePrediction prediction = classifier.Classify(SyntheticDataset.Render(style, 777, 5).Samples.Slice(2 * Rate, Rate / 100), Rate);
            Assert.NotEmpty(prediction.Warnings);
            Assert.True(prediction.Confidence < 0.5, $"{style}: {prediction.Confidence}");
        }
    }

    [Theory]
    [MemberData(nameof(Signals))]
    public void Sound_that_is_not_music_has_a_warning_and_a_low_confidence(string name)
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        float[] samples = NonMusic.Render(name);
        GenrePrediction prediction = classifier.Classify(samples, Rate);
        Assert.True(prediction.IsOutOfDistribution, $"{prediction.Novelty}");
        Assert.Contains("differs from all music", prediction.Warnings[^1], StringComparison.Ordinal);
        Assert.True(prediction.Confidence < 0.9, $"{prediction.Confidence}");
        Assert.Equal(1, prediction.Ranking.Sum(genre => genre.Probability), 1e-5);
        Assert.False(prediction.IsUnknown);
        GenrePrediction unknown = classifier.Classify(samples, Rate, new ClassificationOptions { UnknownIfOutOfDistribution = true });
        Assert.Equal(("unknown", true), (unknown.Genre, unknown.IsUnknown));
        Assert.Equal(prediction.Ranking, unknown.Ranking);
    }

    [Fact]
    public void One_click_per_second_counts_as_silence()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        AssertSilent(classifier.Classify(NonMusic.Render("clicks, one per second"), Rate, Everything));
    }

    [Fact]
    public void A_tone_keeps_its_warning_at_any_rate_and_length()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        foreach ((int rate, double seconds) in new[] { (44100, 10.0), (8000, 10), (48000, 60), (96000, 2) })
        {
            float[] tone = [.. Enumerable.Range(0, (int)(rate * seconds)).Select(i => MathF.Sin(2 * MathF.PI * 440 * i / rate) / 2)];
            Assert.True(classifier.Classify(tone, rate).IsOutOfDistribution, $"{seconds} s at {rate} Hz");
        }
    }

    [Fact]
    public void Real_music_carries_no_warning()
    {
        string folder = Fixture.Shared("gtzan-3");
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        string[] clips = [.. Directory.EnumerateFiles(folder, "*.flac", SearchOption.AllDirectories).Where(file => file[^7] is '0' or '5').Order(StringComparer.Ordinal)];
        GenrePrediction[] flagged = [.. clips.Select(clip => classifier.Classify(clip)).Where(prediction => prediction.Warnings.Count > 0)];
        Assert.True(clips.Length > 5);
        Assert.True(flagged.Length <= 1, string.Join(" ", flagged.SelectMany(prediction => prediction.Warnings)));
    }

    [Fact]
    public async Task A_stream_is_softened_and_silent_like_a_clip()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        float[] samples = [.. Music(2), .. new float[2 * Rate], .. NonMusic.Render("sine 440 Hz", 2)];
        GenrePrediction clip = classifier.Classify(samples, Rate);
        List<TimelineSegment> stream = [];
        await foreach (TimelineSegment segment in classifier.ClassifyStreamAsync(One(samples), Rate, null, TestContext.Current.CancellationToken))
        {
            stream.Add(segment);
        }

        Assert.Equal([false, true, false], stream.Select(segment => segment.IsSilent));
        Assert.Equal(clip.Timeline.Select(segment => segment.Probability), stream.Select(segment => segment.Probability));
        Assert.True(stream[2].Probability < 0.5);
    }

    [Fact]
    public void A_model_without_statistics_has_no_novelty()
    {
        using GenreClassifier classifier = Fixture.Load();
        Assert.Null(classifier.Card.MfccReference);
        GenrePrediction prediction = classifier.Classify(NonMusic.Render("white noise"), Rate);
        Assert.Null(prediction.Novelty);
        Assert.False(prediction.IsOutOfDistribution);
        Assert.Null(classifier.MeasureNovelty(new float[classifier.Card.Features.ValuesPerSegment]));
    }

    [Fact]
    public void The_novelty_of_features_is_that_of_the_clip()
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        float[] music = Music(40);
        FeatureClip features = classifier.ExtractFeatures(music, Rate, TestContext.Current.CancellationToken);
        Assert.Equal(classifier.Classify(music, Rate).Novelty!.Value, classifier.MeasureNovelty(features.Values.ToArray())!.Value, 1e-9);
        Assert.Throws<ArgumentException>(() => classifier.MeasureNovelty([]));
        Assert.Throws<ArgumentException>(() => classifier.MeasureNovelty(new float[53]));
    }

    private static void AssertSilent(GenrePrediction prediction)
    {
        Assert.True(prediction.IsSilent);
        Assert.True(prediction.IsUnknown);
        Assert.Equal(("unknown", 0.0), (prediction.Genre, prediction.Confidence));
        Assert.Empty(prediction.Ranking);
        Assert.Null(prediction.Novelty);
        Assert.False(prediction.IsOutOfDistribution);
        Assert.Contains("is silent", Assert.Single(prediction.Warnings), StringComparison.Ordinal);
        Assert.Equal(0, prediction.Embedding.Length);
        Assert.Empty(prediction.MfccMeans.ToArray());
        Assert.NotEmpty(prediction.Timeline);
        Assert.All(prediction.Timeline, segment => Assert.Equal((true, "unknown", 0.0), (segment.IsSilent, segment.Genre, segment.Probability)));
    }

    private static float[] Silence(string kind, int length)
    {
        var random = new Random(1);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++)
        {
            // Triangular dither of 16 bits: -1, 0 or 1 in the last bit.
            float dither = MathF.Round((float)(random.NextDouble() - random.NextDouble())) / 32768;
            samples[i] = kind switch
            {
                "dither" => dither,
                "DC" => 0.5f,
                "DC and dither" => 0.5f + dither,
                "one click" => i == length / 2 ? 0.9f : 0,
                _ => 0,
            };
        }

        return samples;
    }

    private static float[] Music(double seconds) => Fixture.Music("swing", seconds).ToArray();

    private static async IAsyncEnumerable<ReadOnlyMemory<float>> One(float[] samples)
    {
        await Task.Yield();
        yield return samples;
    }

    [Theory]
    [InlineData(8)]
    [InlineData(32768)]
    public void Samples_far_beyond_full_scale_have_a_low_confidence(float gain)
    {
        using var classifier = GenreClassifier.LoadDefault();
        float[] samples = [.. Fixture.Music(seconds: 20).ToArray().Select(sample => gain * sample)];
        GenrePrediction prediction = classifier.Classify(samples.AsMemory(), 22050);
        Assert.True(prediction.IsOutOfDistribution);
        Assert.True(prediction.Confidence < 0.9);
        Assert.Contains(prediction.Warnings, warning => warning.Contains("times full scale", StringComparison.Ordinal));
    }

    [Fact]
    public void Music_after_long_silence_is_classified_like_the_music_alone()
    {
        using var classifier = GenreClassifier.LoadDefault();
        float[] music = Fixture.Music(seconds: 9).ToArray();
        GenrePrediction expected = classifier.Classify(music.AsMemory(), 22050);
        foreach (int silence in (int[])[10 * 22050, 30 * 22050, 90 * 22050])
        {
            GenrePrediction prediction = classifier.Classify(((float[])[.. new float[silence], .. music]).AsMemory(), 22050);
            Assert.False(prediction.IsSilent);
            Assert.Equal(expected.Genre, prediction.Genre);
            Assert.Contains(prediction.Warnings, warning => silence < 9 * 22050 || warning.Contains("is silent for", StringComparison.Ordinal));
        }
    }
}
