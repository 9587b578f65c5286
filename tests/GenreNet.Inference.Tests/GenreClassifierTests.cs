using System.ComponentModel;
using System.Diagnostics;
using System.Numerics.Tensors;
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests;

public class GenreClassifierTests
{
    private const int Rate = 22050;

    [Fact]
    public void A_path_a_stream_and_samples_have_the_same_prediction()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("song.wav");
        WavWriter.Write(path, Fixture.Music(), Rate);
        using var classifier = Fixture.Load();
        GenrePrediction fromPath = classifier.Classify(path);
        using var stream = new MemoryStream(File.ReadAllBytes(path));
        GenrePrediction fromStream = classifier.Classify(stream);
        GenrePrediction fromSamples = classifier.Classify(AudioBuffer.Load(path).Samples, Rate);
        Assert.Equal(fromPath.Ranking, fromStream.Ranking);
        Assert.Equal(fromPath.Ranking, fromSamples.Ranking);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Audio_that_ffmpeg_decodes_is_classified()
    {
        using var folder = new TemporaryFolder();
        string wav = folder.File("song.wav");
        string flac = folder.File("song.flac");
        WavWriter.Write(wav, Fixture.Music(), Rate);
        Assert.SkipUnless(Encode(wav, flac), "ffmpeg is not installed");
        using var classifier = Fixture.Load();
        GenrePrediction expected = classifier.Classify(wav);
        using FileStream stream = File.OpenRead(flac);
        Assert.Equal(expected.Ranking, classifier.Classify(flac).Ranking);
        Assert.Equal(expected.Ranking, classifier.Classify(stream).Ranking);
    }

    private static bool Encode(string source, string target)
    {
        try
        {
            using Process process = Process.Start("ffmpeg", ["-v", "error", "-i", source, target]);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    [Fact]
    public void The_prediction_is_the_mean_of_all_segments()
    {
        using var classifier = Fixture.Load();
        GenrePrediction prediction = classifier.Classify(Fixture.Music(seconds: 10), Rate);
        Assert.Equal(3, prediction.Timeline.Count);
        Assert.Equal(10, prediction.Duration.TotalSeconds, 1e-3);
        Assert.Equal([0.0, 3, 6], prediction.Timeline.Select(s => s.Start.TotalSeconds));
        Assert.Equal(1, prediction.Ranking.Sum(g => g.Probability), 1e-5);
        Assert.Equal(prediction.Ranking.OrderByDescending(g => g.Probability), prediction.Ranking);
        int genre = classifier.Genres.ToList().IndexOf(prediction.Genre);
        Assert.Equal(prediction.Timeline.Average(s => (double)s.Probabilities.ToArray()[genre]), prediction.Confidence, 1e-6);
        Assert.All(prediction.Timeline, s => Assert.Equal(s.Probabilities.ToArray().Max(), s.Probability, 1e-6));
    }

    [Fact]
    public void Long_audio_has_the_same_prediction_in_batches_and_at_once()
    {
        using var classifier = Fixture.Load();
        ReadOnlyMemory<float> music = Fixture.Music(seconds: 3);
        float[] samples = new float[(130 * music.Length) + 1000];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = music.Span[i % music.Length] * (1 + (i / music.Length)) / 131;
        }

        List<AudioProgress> reports = [];
        GenrePrediction prediction = classifier.Classify(samples, Rate, progress: new Listener(reports));
        FeatureClip clip = new FeaturePipeline(classifier.Card.Features).Extract(new AudioBuffer(samples, Rate).OpenReader());
        Assert.Equal(130, prediction.Timeline.Count);
        Assert.Equal(classifier.ClassifyFeatures(clip.Values.ToArray()), prediction.Timeline.SelectMany(s => s.Probabilities.ToArray()));
        Assert.Equal([64 * 3, 128 * 3, prediction.Duration.TotalSeconds], reports.Select(r => r.Position.TotalSeconds).Distinct());
        Assert.All(reports, r => Assert.Equal(prediction.Duration, r.Duration));
        Assert.Equal(clip.Duration, prediction.Duration);
    }

    private sealed class Listener(List<AudioProgress> reports) : IProgress<AudioProgress>
    {
        public void Report(AudioProgress value) => reports.Add(value);
    }

    [Fact]
    public void Most_styles_are_recognised()
    {
        using var classifier = Fixture.Load();
        int right = SyntheticDataset.Styles.Count(style => classifier.Classify(Fixture.Music(style, 12), Rate).Genre == style);
        Assert.InRange(right, 6, 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(66149)]
    public void A_short_clip_is_padded(int samples)
    {
        using var classifier = Fixture.Load();
        GenrePrediction prediction = classifier.Classify(Fixture.Music()[..samples], Rate);
        TimelineSegment only = Assert.Single(prediction.Timeline);
        Assert.Equal((double)samples / Rate, only.End.TotalSeconds, 1e-6);
    }

    [Fact]
    public void Another_rate_gives_the_same_genre()
    {
        using var classifier = Fixture.Load();
        using AudioReader reader = new AudioBuffer(Fixture.Music(), Rate).OpenReader().ResampledTo(48000);
        float[] samples = new float[reader.SampleCount!.Value];
        int count = 0;
        int read;
        while ((read = reader.Read(samples.AsSpan(count))) > 0)
        {
            count += read;
        }

        Assert.Equal(classifier.Classify(Fixture.Music(), Rate).Genre, classifier.Classify(samples, 48000).Genre);
    }

    [Fact]
    public async Task Many_threads_share_one_classifier()
    {
        using var classifier = Fixture.Load();
        IReadOnlyList<GenreProbability> alone = classifier.Classify(Fixture.Music(), Rate).Ranking;
        GenrePrediction[] together = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => classifier.ClassifyAsync(Fixture.Music(), Rate)));
        Assert.All(together, prediction => Assert.Equal(alone, prediction.Ranking));
    }

    [Fact]
    public void Damaged_audio_is_rejected()
    {
        using var classifier = Fixture.Load();
        Assert.Throws<AudioFormatException>(() => classifier.Classify(Array.Empty<float>(), Rate));
        string problem = Assert.Throws<AudioFormatException>(() => classifier.Classify((float[])[0, float.NaN], Rate)).Message;
        Assert.Contains("not a number", problem, StringComparison.Ordinal);
        Assert.Throws<AudioFormatException>(() => classifier.Classify((float[])[0, float.PositiveInfinity], 44100));
        Assert.Throws<ArgumentOutOfRangeException>(() => classifier.Classify((float[])[0, 1], 0));
        Assert.Throws<FileNotFoundException>(() => classifier.Classify("nowhere.wav"));
        Assert.Throws<ArgumentException>(() => classifier.ClassifyFeatures(new float[5]));
    }

    [Fact]
    public async Task The_classifier_can_be_disposed_while_other_threads_classify()
    {
        for (int round = 0; round < 10; round++)
        {
            var classifier = Fixture.Load();
            IReadOnlyList<GenreProbability> expected = classifier.Classify(Fixture.Music(), Rate).Ranking;
            Task[] work = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                try
                {
                    while (true)
                    {
                        Assert.Equal(expected, classifier.Classify(Fixture.Music(), Rate).Ranking);
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            }))];
            await Task.Delay(20 * round, TestContext.Current.CancellationToken);
            classifier.Dispose();
            classifier.Dispose();
            await Task.WhenAll(work);
        }
    }

    [Fact]
    public void A_span_of_samples_is_classified()
    {
        using var classifier = Fixture.Load();
        ReadOnlySpan<float> span = Fixture.Music().Span;
        Assert.Equal(classifier.Classify(Fixture.Music(), Rate).Ranking, classifier.Classify(span, Rate).Ranking);
    }

    [Fact]
    public void Embeddings_of_one_style_are_more_alike_than_those_of_two()
    {
        using var classifier = Fixture.Load();
        var options = new ClassificationOptions { IncludeEmbedding = true };
        float[] Embed(string style, int start)
        {
            ReadOnlyMemory<float> embedding = classifier.Classify(Fixture.Music(style, 12).Slice(start * Rate, 6 * Rate), Rate, options).Embedding;
            Assert.Equal(classifier.EmbeddingSize, embedding.Length);
            return embedding.ToArray();
        }

        float[] techno = Embed("techno", 0);
        float same = TensorPrimitives.CosineSimilarity<float>(techno, Embed("techno", 6));
        Assert.All(["waltz", "ambient", "folk", "march"], style => Assert.True(same > TensorPrimitives.CosineSimilarity<float>(techno, Embed(style, 0)), style));
        Assert.True(classifier.Classify(Fixture.Music(), Rate).Embedding.IsEmpty);
    }

    [Fact]
    public void An_embedding_is_the_mean_over_the_segments()
    {
        using var classifier = Fixture.Load();
        var options = new ClassificationOptions { IncludeEmbedding = true };
        float[][] parts = [.. Enumerable.Range(0, 3).Select(i => classifier.Classify(Fixture.Music().Slice(i * 3 * Rate, 3 * Rate), Rate, options).Embedding.ToArray())];
        float[] whole = classifier.Classify(Fixture.Music(seconds: 10), Rate, options).Embedding.ToArray();
        Assert.All(Enumerable.Range(0, whole.Length), i => Assert.Equal((parts[0][i] + parts[1][i] + parts[2][i]) / 3, whole[i], 1e-4));
    }

    [Fact]
    public void Features_can_be_classified_directly()
    {
        using var folder = new TemporaryFolder();
        using var classifier = Fixture.Load();
        FeatureClip clip = classifier.ExtractFeatures(Fixture.Music(), Rate);
        Assert.Equal(3, clip.SegmentCount);
        Assert.Equal(classifier.Classify(Fixture.Music(), Rate).Timeline.SelectMany(s => s.Probabilities.ToArray()), classifier.ClassifyFeatures(clip.Values.ToArray()));
        WavWriter.Write(folder.File("song.wav"), Fixture.Music(), Rate);
        using FileStream stream = File.OpenRead(folder.File("song.wav"));
        Assert.Equal(classifier.ExtractFeatures(folder.File("song.wav")).Values, classifier.ExtractFeatures(stream).Values);
    }

    [Fact]
    public async Task Cancellation_stops_the_classification()
    {
        using var classifier = Fixture.Load();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        Assert.Throws<OperationCanceledException>(() => classifier.Classify(Fixture.Music(), Rate, cancellationToken: source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => classifier.ClassifyAsync(Fixture.Music(), Rate, cancellationToken: source.Token));
    }
}
