using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Inference;
using GenreNet.Inference.Tests.Support;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests.Fitting.Labels;

public class LabelCalibratorTests
{
    private static readonly string[] Genres = ["blues", "jazz", "rock"];

    [Fact]
    public void Each_genre_gets_its_own_scale()
    {
        // Bayes' rule: with normal scores of equal deviation, mean 1 where the genre applies and -2 where it does not, the logit of the
        // genre is 3 x + 1.5 + ln(1/2). What the network says is a fifth of it and 2 less.
        LabelClips clips = Clips(perGenre: 3000, (_, _, random) => random.NextGaussian());
        LabelCalibration calibration = Calibrator(clips).Fit("made-up clips");
        Assert.Equal(Genres, calibration.Genres);
        Assert.All(calibration.Scales!, scale =>
        {
            Assert.Equal(5, scale.Scale, 0.5);
            Assert.Equal(10, scale.Offset, 1.0);
        });
        Assert.Equal(5, calibration.OtherScale!.Scale, 0.4);
        Assert.All(calibration.Figures!, figures =>
        {
            Assert.Equal((3000, 3000), (figures.Clips, figures.Groups));
            Assert.InRange(figures.ErrorAfter, 0, 0.02);
            Assert.InRange(figures.ErrorBefore, 0.1, 1);
            Assert.InRange(figures.BrierAfter, 0, figures.BrierBefore - 0.05);
        });
        Assert.StartsWith(
            "9000 clips of made-up clips, one of 3 genres each, as if these were equally common; figures by 10-fold",
            calibration.FittedOn, StringComparison.Ordinal);
        Assert.Contains("scores and not calibrated", calibration.Remark, StringComparison.Ordinal);
        Assert.DoesNotContain("Not calibrated:", calibration.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public void Genres_have_equal_weight_for_any_number_of_clips()
    {
        LabelClips equal = Clips(perGenre: 1500, (_, _, random) => random.NextGaussian());
        int[] some = [.. Enumerable.Range(0, equal.Clips.Count).Where(i => equal.Clips[i].Label != 1 || i % 5 == 0)];
        var few = equal with { Clips = [.. some.Select(i => equal.Clips[i])], Logits = [.. some.Select(i => equal.Logits[i])] };
        LabelCalibration all = Calibrator(equal).Fit("x");
        LabelCalibration fewer = Calibrator(few).Fit("x");
        Assert.Equal(300, fewer.Figures![1].Clips);
        // A fifth of the clips as they are would lower the offset of jazz by ln(5).
        Assert.Equal(all.Scales![1].Offset, fewer.Scales![1].Offset, 1.2);
        Assert.Equal(all.Scales[0].Offset, fewer.Scales[0].Offset, 1.2);
    }

    [Fact]
    public void An_uninformative_genre_is_not_calibrated_and_is_named()
    {
        LabelClips clips = Clips(perGenre: 60, (genre, applies, random) => random.NextGaussian() - (genre == 2 && applies ? 3 : 0));
        LabelCalibration calibration = Calibrator(clips).Fit("x");
        Assert.Equal(["blues", "jazz"], calibration.Genres);
        Assert.Equal((2, 2), (calibration.Scales!.Count, calibration.Figures!.Count));
        Assert.Contains(
            "Not calibrated: rock is predicted no better than by always stating how common it is.",
            calibration.Remark, StringComparison.Ordinal);
        Assert.Equal(calibration.OtherScale, calibration.ScaleOf("rock"));
        Assert.Equal(calibration.OtherScale, calibration.ScaleOf("techno"));
        Assert.Equal(calibration.Scales[1], calibration.ScaleOf("jazz"));
    }

    [Fact]
    public void A_genre_with_one_artist_is_not_calibrated()
    {
        LabelClips clips = Clips(perGenre: 60, (_, _, random) => random.NextGaussian());
        clips = clips with { Clips = [.. clips.Clips.Select(clip => clip.Label == 0 ? clip with { Group = "group:the same" } : clip)] };
        LabelCalibrator calibrator = Calibrator(clips);
        LabelCalibration calibration = calibrator.Fit("x");
        Assert.Equal(["jazz", "rock"], calibration.Genres);
        Assert.Contains("blues has clips of one group only", calibration.Remark, StringComparison.Ordinal);
        Assert.Contains("blues", Assert.Single(calibrator.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_are_cross_validated_by_artist()
    {
        // Two artists per genre. Those of blues have levels of their own: a fit that has seen one of them only is wrong about the other.
        LabelClips clips = Clips(perGenre: 48, (_, _, random) => random.NextGaussian());
        double[][][] levels = [.. clips.Logits.Select((clip, i) => i < 24 ? (double[][])[[clip[0][0] + 2, .. clip[0][1..]]] : clip)];
        LabelClips separate = clips with { Logits = levels };
        LabelClips artists = separate with { Clips = [.. clips.Clips.Select((clip, i) => clip with { Group = $"group:{i / 24}" })] };
        LabelFigures mixed = Calibrator(separate).Fit("x").Figures![0];
        LabelFigures apart = Calibrator(artists).Fit("x").Figures![0];
        Assert.Equal((48, 2), (apart.Clips, apart.Groups));
        Assert.Equal(mixed.BrierBefore, apart.BrierBefore);
        Assert.True(apart.BrierAfter > mixed.BrierAfter + 0.01, $"{apart.BrierAfter} is not above {mixed.BrierAfter}");
    }

    [Fact]
    public void Equal_input_gives_equal_results()
    {
        LabelCalibration first = Calibrator(Clips(40, (_, _, random) => random.NextGaussian())).Fit("x");
        LabelCalibration second = Calibrator(Clips(40, (_, _, random) => random.NextGaussian())).Fit("x");
        Assert.Equal(first.Scales, second.Scales!);
        Assert.Equal(first.Figures, second.Figures!);
    }

    [Fact]
    public void Too_few_clips_or_genres_are_rejected()
    {
        string tooFew = Assert.Throws<DatasetException>(() => Calibrator(Clips(9, (_, _, random) => random.NextGaussian())).Fit("x")).Message;
        Assert.Equal(
            "The genre blues has too few usable clips (9; a calibration needs at least 10 per genre): add clips, or remove the genre from the data.",
            tooFew);
        LabelClips all = Clips(20, (_, _, random) => random.NextGaussian());
        double[][][] first = [.. all.Logits.Take(20).Select(clip => clip.Select(row => row[..1]).ToArray())];
        LabelClips single = all with { Clips = [.. all.Clips.Take(20)], Logits = first, Genres = ["blues"] };
        string message = Assert.Throws<DatasetException>(() => Calibrator(single).Fit("x")).Message;
        Assert.Contains("add clips of other genres", message, StringComparison.Ordinal);
        string none = Assert.Throws<DatasetException>(
            () => Calibrator(Clips(20, (_, applies, random) => random.NextGaussian() - (applies ? 6 : 0))).Fit("x")).Message;
        Assert.StartsWith(
            "No genre can be calibrated (blues is not more likely where its score is higher; jazz", none, StringComparison.Ordinal);
    }

    [Fact]
    public void Clips_are_collected_by_track_without_an_earlier_calibration()
    {
        ModelCard card = TestModel.MultiLabel(0.5f, 0.5f, 0.5f).Card;
        card = card with
        {
            LabelCalibration = new() { Genres = ["rock"], FittedOn = "x", Scales = [new LogitScale(2, 1)], OtherScale = new LogitScale(4, 0) },
        };
        FeatureOptions options = FeatureOptions.External("numbers", 1);
        // The data spells and orders genres in its own way; the card has jazz, rock, techno.
        var data = new FeatureSet(new FeatureSetContent
        {
            Values = (float[])[0, 0, 0],
            Labels = [1, 0, 1],
            TrackIds = ["b", "a", "b"],
            Genres = ["Jazz", "Rock"],
            Options = options,
            DatasetName = "d",
            DatasetFingerprint = new string('0', 64),
        });
        float[] probabilities = [Sigmoid(4), Sigmoid(3), 0, Sigmoid(-8), Sigmoid(5), 0, Sigmoid(0), Sigmoid(1), 0];
        var clips = LabelClips.Of(data, [0, 1, 2], probabilities, card);
        Assert.Equal(["jazz", "rock"], clips.Genres);
        Assert.Equal([("a", 0), ("b", 1)], clips.Clips.Select(clip => (clip.Id, clip.Label)));
        double[][] logits = [.. clips.Logits.SelectMany(clip => clip)];
        double[][] expected = [[-2, 2], [1, 1], [0, 0]];
        Assert.Equal(expected.Length, logits.Length);
        Assert.All(expected.SelectMany(row => row).Zip(logits.SelectMany(row => row)), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.Equal([1, 2], clips.Logits.Select(clip => clip.Length));
    }

    private static float Sigmoid(double logit) => (float)(1 / (1 + Math.Exp(-logit)));

    private static LabelCalibrator Calibrator(LabelClips clips) => new(clips, 1, TestContext.Current.CancellationToken);

    /// <summary>
    /// Clips of one segment whose scores are normal, with mean 1 where the genre applies and -2 elsewhere, from a network that scales them
    /// wrongly.
    /// </summary>
    private static LabelClips Clips(int perGenre, Func<int, bool, SeededRandom, double> noise)
    {
        var random = new SeededRandom(11);
        List<LabelledTrack> clips = [];
        List<double[][]> logits = [];
        for (int label = 0; label < Genres.Length; label++)
        {
            for (int i = 0; i < perGenre; i++)
            {
                string id = $"{Genres[label]}/{i:000}";
                clips.Add(new LabelledTrack(id, label, id, null));
                logits.Add([[.. Genres.Select((_, genre) =>
                {
                    double score = (genre == label ? 1 : -2) + noise(genre, genre == label, random);
                    double logit = (3 * score) + 1.5 + Math.Log(0.5);
                    return (logit / 5) - 2;
                })]]);
            }
        }

        return new LabelClips(clips, Genres, logits, SegmentPooling.Mean);
    }
}
