using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Training.Fitting;
using GenreNet.Training.Tests.Support;
using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Tests.Fitting.Data;

public class TrainingSegmentsTests
{
    // Two tracks of two segments for each of three genres: 12 segments.
    private static readonly FeatureSet Data = TestFeatures.Make(tracksPerGenre: 2, segmentsPerTrack: 2);
    private static readonly int[] All = [.. Enumerable.Range(0, 12)];

    public TrainingSegmentsTests() => NativeTorch.EnsureLoaded();

    [Fact]
    public void Labelled_segments_combine_label_and_teacher_unlabelled_ones_use_the_teacher()
    {
        TrainingOptions options = Taught() with { LabelSmoothing = 0.3 };
        var segments = new TrainingSegments(Data, All, options, Teaching(options.Teaching!, withUnlabelled: true));
        (float[] label, float[] teacher, _) = Write(segments, 4);
        Assert.Equal([0.06f, 0.48f, 0.06f], label, Close);
        Assert.Equal([0.28f, 0.08f, 0.04f], teacher, Close);
        (label, teacher, _) = Write(segments, 12);
        Assert.Equal([0f, 0, 0], label);
        Assert.Equal([0.7f, 0.2f, 0.1f], teacher, Close);
        Assert.Equal(0, segments.Genre(12));
    }

    [Fact]
    public void A_temperature_above_one_flattens_the_probabilities_of_the_teacher()
    {
        TrainingOptions options = Taught();
        options = options with { Teaching = options.Teaching! with { Temperature = 2, Weight = 1 } };
        (_, float[] teacher, _) = Write(new TrainingSegments(Data, All, options, Teaching(options.Teaching!)), 0);
        double sum = Math.Sqrt(0.7) + Math.Sqrt(0.2) + Math.Sqrt(0.1);
        Assert.Equal([(float)(Math.Sqrt(0.7) / sum), (float)(Math.Sqrt(0.2) / sum), (float)(Math.Sqrt(0.1) / sum)], teacher, Close);
    }

    [Fact]
    public void Embeddings_are_standardised_over_the_training_segments()
    {
        TrainingOptions options = Taught();
        options = options with { Teaching = options.Teaching! with { EmbeddingWeight = 1 } };
        TeachingData teaching = Teaching(options.Teaching!, embeddingOf: track => Data.Tracks.Index().First(t => t.Item.Id == track).Index);

        // Tracks 0 and 1, whose numbers are 0 and 1.
        var segments = new TrainingSegments(Data, [0, 1, 2, 3], options, teaching);
        Assert.Equal([-1f], Write(segments, 0).Embedding, Close);
        Assert.Equal([1f], Write(segments, 3).Embedding, Close);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(0.5, 0.5, 0.7071)]
    [InlineData(0, 0.3333, 0.6667)]
    public void The_track_weight_is_a_power_of_its_segment_count(double exponent, double perSegmentOfThree, double perSegmentOfTwo)
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 1, segmentsPerTrack: 3);
        TrainingOptions options = Taught() with { TrackExponent = exponent, Teaching = null };

        // Three segments of the first track, two of the second.
        double[] shares = new TrainingSegments(data, [0, 1, 2, 3, 4], options).Shares();
        Assert.Equal(exponent == 1 ? 1 : perSegmentOfTwo / (exponent == 0 ? 1 / 3.0 : 1 / Math.Sqrt(3)) / (exponent == 0 ? 4.0 / 3 : 1), shares[3] / shares[0], 0.01);
        Assert.Equal(5, shares.Sum(), 1e-9);
        Assert.True(perSegmentOfThree <= perSegmentOfTwo);
    }

    [Fact]
    public void Balanced_genres_are_drawn_equally_often_including_unlabelled_segments()
    {
        TrainingOptions options = Taught() with { BalanceGenres = true, SampleByWeight = true };
        int[] some = [0, 1, 2, 3, 4, 8];
        double[] labelled = new TrainingSegments(Data, some, options with { Teaching = null }).Shares();
        Assert.Equal(labelled[..4].Sum(), labelled[4], 1e-9);
        Assert.Equal(labelled[4], labelled[5], 1e-9);

        var segments = new TrainingSegments(Data, some, options, Teaching(options.Teaching!, withUnlabelled: true));
        double[] shares = segments.Shares();

        // Four of blues and 12 clips of which the teacher says 0.7 blues weigh as much as one of disco and 12 x 0.2 of disco.
        double ofBlues = shares[0];
        double ofDisco = shares[4];
        Assert.Equal((4 + 8.4) / (1 + 2.4), ofDisco / ofBlues, 1e-6);
        Assert.Equal((0.7 * ofBlues) + (0.2 * ofDisco) + (0.1 * shares[5]), shares[6], 1e-5);
    }

    [Fact]
    public void Segments_are_drawn_in_proportion_to_their_shares()
    {
        double[] shares = [1, 0, 2.5, 0.5];
        int[] counts = new int[4];
        for (ulong seed = 0; seed < 200; seed++)
        {
            int[] order = SegmentDraw.ByShare(shares, new SeededRandom(seed));
            Assert.Equal(4, order.Length);
            Assert.InRange(order.Count(i => i == 2), 2, 3);
            Array.ForEach(order, i => counts[i]++);
        }

        Assert.Equal(0, counts[1]);
        Assert.Equal(1, counts[0] / 200.0, 0.001);
        Assert.Equal(2.5, counts[2] / 200.0, 0.1);
        Assert.Equal(SegmentDraw.ByShare(shares, new SeededRandom(5)), SegmentDraw.ByShare(shares, new SeededRandom(5)));
    }

    [Fact]
    public void Soft_loss_equals_the_plain_loss_if_the_teacher_agrees_with_the_label()
    {
        TrainingOptions options = Taught() with { BalanceGenres = true };
        using Tensor logits = tensor([1f, 0.5f, -2f, 0.3f, 0f, 1f], [2, 3]);
        var plain = new Batch(tensor([0f]), tensor([0L, 2L]));
        using var loss = new BatchLoss(options, Data, [0, 1, 4, 8]);
        Tensor label = tensor([0.25f, 0, 0, 0, 0, 0.5f], [2, 3]);
        Batch taught = plain with { Targets = new BatchTargets(label, label, null) };
        Assert.Equal(Weighted(logits, [0.5, 1], [0, 2]), loss.Of(logits, taught).item<float>(), 1e-5);
    }

    [Fact]
    public void The_temperature_scales_the_logits_and_the_loss_by_its_square()
    {
        TrainingOptions options = Taught();
        options = options with { Teaching = options.Teaching! with { Temperature = 4 } };
        using Tensor logits = tensor([4f, 0f, 0f], [1, 3]);
        using var loss = new BatchLoss(options, Data, All);
        var targets = new BatchTargets(zeros(1, 3), tensor([0.5f, 0.5f, 0], [1, 3]), null);
        double sum = Math.E + 2;
        double expected = -16 * ((0.5 * Math.Log(Math.E / sum)) + (0.5 * Math.Log(1 / sum)));
        Assert.Equal(expected, loss.Of(logits, new Batch(tensor([0f]), tensor([0L])) { Targets = targets }).item<float>(), 1e-4);
    }

    [Fact]
    public void The_embedding_loss_is_the_weighted_mean_squared_error()
    {
        TrainingOptions options = Taught();
        options = options with { Teaching = options.Teaching! with { EmbeddingWeight = 3 } };
        using var loss = new BatchLoss(options, Data, All);
        // The first segment weighs one, the second three.
        var targets = new BatchTargets(tensor([1f, 0, 0, 1, 1, 1], [2, 3]), null, tensor([0f, 0, 1, 1], [2, 2]));
        using Tensor predicted = tensor([1f, 1, 1, 3], [2, 2]);
        Assert.Equal(3 * ((1 * 1) + (3 * 2)) / 4.0, loss.OfEmbedding(predicted, targets).item<float>(), 1e-5);
    }

    [Fact]
    public void Mixup_mixes_features_probabilities_and_embeddings_with_the_same_share()
    {
        TrainingOptions options = Taught() with { Augmentation = new AugmentationOptions { Mixup = 0.5 } };
        options = options with { Teaching = options.Teaching! with { EmbeddingWeight = 1 } };
        FeatureSet numbered = Numbered();
        TeachingData teaching = Teaching(options.Teaching!, embeddingOf: track => Data.Tracks.Index().First(t => t.Item.Id == track).Index);
        var segments = new TrainingSegments(numbered, All, options, teaching);
        foreach (Batch batch in new AugmentedSegments(numbered, All, segments, options).Shuffled(4, new SeededRandom(2)))
        {
            float[] values = batch.Features.data<float>().ToArray();
            float[] label = batch.Targets!.Labels.data<float>().ToArray();
            float[] embedding = batch.Targets.Embeddings!.data<float>().ToArray();
            long[] labels = batch.Labels.data<long>().ToArray();
            long[] others = batch.MixedLabels!.data<long>().ToArray();
            Assert.Equal(4 * 3 * 0.4, batch.Targets.Teacher!.sum().item<float>() * 3, 1e-3);
            for (int i = 0; i < 4; i++)
            {
                double expected = 0.6 * ((labels[i] == 0 ? batch.Share : 0) + (others[i] == 0 ? 1 - batch.Share : 0));
                Assert.Equal(expected, label[i * 3], 1e-5);

                // Values and embeddings both grow with the number of the track, so both are mixed alike: a segment's first value is that of the
                // track's two segments on average, up to half a track.
                double track = values[i * Data.Options.ValuesPerSegment] / (2.0 * Data.Options.ValuesPerSegment);
                double fromEmbedding = (embedding[i] * Math.Sqrt(35 / 12.0)) + 2.5;
                Assert.InRange(track - fromEmbedding, -0.001, 0.501);
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.5)]
    public void A_random_crop_of_overlapping_segments_is_contiguous(double? hop)
    {
        // Segments of 44 frames that begin every 44 frames, or every 22; each frame holds its number in the track.
        FeatureOptions features = TestFeatures.Options with { HopSeconds = hop };
        int hopFrames = hop is null ? 44 : 22;
        int size = features.ValuesPerSegment;
        float[] values = new float[12 * size];
        for (int i = 0; i < values.Length; i++)
        {
            (int segment, int frame) = (i / size, i % size / 13);
            values[i] = (segment % 2 * hopFrames) + frame + (1000 * (segment / 2));
        }

        var data = new FeatureSet(new FeatureSetContent
        {
            Values = values,
            Labels = [.. Data.Labels],
            TrackIds = [.. Data.TrackIds],
            Genres = Data.Genres,
            Options = features,
            DatasetName = "frames",
            DatasetFingerprint = Data.DatasetFingerprint,
        });
        TrainingOptions options = Taught() with { Teaching = null, Augmentation = new AugmentationOptions { RandomCrop = true } };
        var segments = new TrainingSegments(data, All, options);
        HashSet<int> starts = [];
        foreach (Batch batch in Enumerable.Range(0, 40).SelectMany(seed => new AugmentedSegments(data, All, segments, options).Shuffled(4, new SeededRandom((ulong)seed))))
        {
            float[] cut = batch.Features.data<float>().ToArray();
            for (int start = 0; start < cut.Length; start += size)
            {
                Assert.All(Enumerable.Range(0, 44), frame => Assert.Equal(cut[start] + frame, cut[start + (frame * 13)]));
                starts.Add((int)cut[start] % 1000);
            }
        }

        Assert.Equal(hop is null ? 44 : 22, starts.Max());
        Assert.True(starts.Count > 15);
    }

    private static TrainingOptions Taught() => new()
    {
        Teaching = new TeachingOptions { Teachers = [new TeacherFacts("a.onnx", new string('a', 64))], Weight = 0.4 },
    };

    private static TeachingData Teaching(TeachingOptions options, bool withUnlabelled = false, Func<string, float>? embeddingOf = null)
    {
        TeacherAnswers answers = Answers(Data, embeddingOf);
        if (!withUnlabelled)
        {
            return TeachingData.Of(options, Data, [answers]);
        }

        FeatureSet labelled = TestFeatures.Make(tracksPerGenre: 2, segmentsPerTrack: 2, seed: 9);
        var clips = new FeatureSet(new FeatureSetContent
        {
            Values = (float[])[.. labelled.ToArray()],
            Labels = new int[12],
            TrackIds = [.. labelled.TrackIds],
            Genres = [TrackLibrary.UnlabelledGenre],
            Options = labelled.Options,
            DatasetName = "clips",
            DatasetFingerprint = new string('1', 64),
        });
        options = options with { Unlabelled = new UnlabelledFacts("clips", new string('1', 64), 6) };
        return TeachingData.Of(options, Data, [answers], clips, [Answers(clips, embeddingOf)]);
    }

    private static TeacherAnswers Answers(FeatureSet data, Func<string, float>? embeddingOf) => new(
        new TeacherFacts("a.onnx", new string('a', 64)), TestFeatures.Genres, embeddingOf is null ? 0 : 1, TestFeatures.Options,
        data.Tracks.ToDictionary(t => t.Id, t => new TeacherAnswer([0.7f, 0.2f, 0.1f], embeddingOf is null ? [] : [embeddingOf(t.Id)])));

    private static (float[] Label, float[] Teacher, float[] Embedding) Write(TrainingSegments segments, int i)
    {
        (float[] label, float[] teacher, float[] embedding) = (new float[3], new float[3], new float[segments.EmbeddingSize]);
        segments.Write(i, label, teacher, embedding);
        return (label, teacher, embedding);
    }

    private static double Weighted(Tensor logits, double[] weights, int[] labels)
    {
        using Tensor log = nn.functional.log_softmax(logits, 1);
        float[] values = log.data<float>().ToArray();
        return -labels.Index().Sum(l => weights[l.Index] * values[(l.Index * 3) + l.Item]) / weights.Sum();
    }

    private static FeatureSet Numbered() => new(new FeatureSetContent
    {
        Values = Enumerable.Range(0, Data.ToArray().Length).Select(i => (float)i).ToArray(),
        Labels = Data.Labels,
        TrackIds = Data.TrackIds,
        Genres = Data.Genres,
        Options = Data.Options,
        DatasetName = "numbered",
        DatasetFingerprint = Data.DatasetFingerprint,
    });

    private static bool Close(float a, float b) => Math.Abs(a - b) < 1e-4;
}
