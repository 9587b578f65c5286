using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Models;

public class ModelFileTests
{
    [Fact]
    public void The_card_contains_the_facts_that_users_need()
    {
        using var classifier = Fixture.Load();
        ModelCard card = classifier.Card;
        Assert.Equal((ModelFormat.Version, "cnn-small"), (card.FormatVersion, card.Network));
        Assert.Equal(10, card.Genres.Count);
        Assert.Equal(FeatureOptions.Default, card.Features);
        Assert.Equal(13, card.Standardization.Mean.ToArray().Length);
        Assert.NotNull(card.Test);
        Assert.NotEmpty(card.Training.Split.Train);
        Assert.Equal(64, card.Training.DatasetFingerprint.Length);
    }

    [Fact]
    public void The_card_survives_a_json_round_trip()
    {
        using var classifier = Fixture.Load();
        string json = classifier.Card.ToJson();
        Assert.Equal(json, ModelCard.Parse(json, "test").ToJson());
        Assert.Contains("\"dataset_fingerprint\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FeatureKind.EfficientAtMel)]
    [InlineData(FeatureKind.MusicnnMel)]
    [InlineData(FeatureKind.LogMel)]
    public void The_card_contains_every_setting_of_mel_features(FeatureKind kind)
    {
        FeatureOptions features = kind switch
        {
            FeatureKind.EfficientAtMel => FeatureOptions.EfficientAtMels,
            FeatureKind.MusicnnMel => FeatureOptions.MusicnnMels,

            // No limit is not the default, so it must be written.
            _ => FeatureOptions.LogMels with { LogMel = FeatureOptions.LogMels.LogMel! with { TopDecibels = null } },
        };
        using var classifier = Fixture.Load();
        float[] ones = [.. Enumerable.Repeat(1f, features.CoefficientCount)];
        ModelCard card = classifier.Card with { Features = features, Standardization = new Standardization { Mean = ones, Deviation = ones }, MfccReference = null };
        Assert.Equal(features, ModelCard.Parse(card.ToJson(), "test").Features);
    }

    [Fact]
    public void A_card_of_an_earlier_version_states_its_split_which_the_seed_reproduces()
    {
        using var classifier = Fixture.Load();
        DataSplit split = classifier.Card.Training.Split;
        Assert.Equal((SplitKind.Stratified, false, 0), (split.Kind, split.IsLeaky, split.Warnings.Count));
        Assert.Null(classifier.Card.Training.Warning);

        string[] tracks = [.. split.Train.Concat(split.Validation).Concat(split.Test)];
        int[] labels = [.. tracks.Select(id => classifier.Genres.ToList().IndexOf(id[..id.IndexOf('/')]))];
        FeatureOptions options = FeatureOptions.Default with { SegmentSeconds = 0.1 };
        var data = new FeatureSet(new FeatureSetContent
        {
            Values = new float[tracks.Length * options.ValuesPerSegment],
            Labels = labels,
            TrackIds = tracks,
            Genres = classifier.Genres,
            Options = options,
            DatasetName = "styles",
            DatasetFingerprint = "0",
        });
        DataSplit again = TrackSplit.Stratified(data, 0.2, 0.2, split.Seed!.Value);
        Assert.Equal(split.Train, again.Train);
        Assert.Equal(split.Validation, again.Validation);
        Assert.Equal(split.Test, again.Test);
    }

    [Fact]
    public void An_invalid_temperature_is_rejected()
    {
        using var classifier = Fixture.Load();
        Assert.Null(ModelCard.Parse((classifier.Card with { Calibration = null }).ToJson(), "test").Calibration);
        var calibration = new CalibrationFacts { Temperature = 1.5, FittedOn = "90 segments of 30 validation tracks", ErrorBefore = 0.11, ErrorAfter = 0.04 };
        string json = (classifier.Card with { Calibration = calibration }).ToJson();
        Assert.Equal(calibration, ModelCard.Parse(json, "test").Calibration);
        Assert.All((string[])["0", "-1.5"], odd => Assert.Throws<ModelFormatException>(() => ModelCard.Parse(json.Replace("\"temperature\":1.5", $"\"temperature\":{odd}", StringComparison.Ordinal), "test")));
    }

    [Fact]
    public void The_card_contains_joined_features_and_embeddings()
    {
        using var classifier = Fixture.Load();
        FeatureOptions joined = FeatureOptions.Join(3, FeatureOptions.MusicnnMels, FeatureOptions.Summaries with { SegmentSeconds = 3 }) with { HopSeconds = 1 };
        FeatureOptions encoded = FeatureOptions.Encoded(joined, new FeatureEncoder { Name = "mn04", Sha256 = "00", Size = 4 });
        foreach (FeatureOptions features in (FeatureOptions[])[joined, encoded])
        {
            float[] ones = [.. Enumerable.Repeat(1f, features.CoefficientCount)];
            string json = (classifier.Card with { Features = features, Standardization = new Standardization { Mean = ones, Deviation = ones } }).ToJson();
            Assert.Equal(features, ModelCard.Parse(json, "test").Features);
            Assert.Throws<ModelFormatException>(() => ModelCard.Parse(json.Replace("\"hop_seconds\":1", "\"hop_seconds\":4", StringComparison.Ordinal), "test"));
        }
    }

    [Fact]
    public void A_card_with_too_large_views_is_rejected()
    {
        using var classifier = Fixture.Load();
        FeatureOptions huge = FeatureOptions.Join(
            600, FeatureOptions.MusicnnMels with { SegmentSeconds = 600 }, FeatureOptions.EfficientAtMels with { SegmentSeconds = 600 });
        FeatureOptions encoded = FeatureOptions.Encoded(huge, new FeatureEncoder { Name = "mn04", Sha256 = "00", Size = 4 });
        foreach (FeatureOptions features in (FeatureOptions[])[huge, encoded])
        {
            var problem = Assert.Throws<ModelFormatException>(() => ModelCard.Parse((classifier.Card with { Features = features }).ToJson(), "test"));
            Assert.Contains("which is too large", problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_newer_format_is_rejected_with_the_advice_to_update() =>
        Refused(Fixture.Patched("\"format_version\":1", "\"format_version\":9"), "has model format 9, but this version of GenreNet reads formats up to 1: update GenreNet");

    [Fact]
    public void An_onnx_file_without_a_card_is_rejected() =>
        Refused(Fixture.Patched(ModelFormat.CardKey, "genrenet.cart"), "without a GenreNet card");

    [Fact]
    public void A_card_that_does_not_match_the_graph_is_rejected()
    {
        Refused(Fixture.Patched("\"hop_length\":512", "\"hop_length\":256"), "does not match its card");
        Refused(Fixture.Patched("\"fft_length\":2048", "\"fft_length\":2047"), "damaged");
        Refused(Fixture.Patched("\"genres\":[", "\"genres\":{"), "damaged");
    }

    [Fact]
    public void A_file_that_is_not_a_model_is_rejected_by_name()
    {
        byte[] whole = File.ReadAllBytes(Fixture.Model);
        Refused([], "is not a GenreNet model");
        Refused("junk"u8.ToArray(), "is not a GenreNet model");
        Refused(whole[..(whole.Length / 2)], "is not a GenreNet model");
        Assert.Contains("nowhere.onnx", Assert.Throws<ModelFormatException>(() => GenreClassifier.Load("nowhere.onnx")).Message, StringComparison.Ordinal);
    }

    private static void Refused(byte[] file, string reason)
    {
        using var stream = new MemoryStream(file);
        string message = Assert.Throws<ModelFormatException>(() => GenreClassifier.Load(stream, "song-model.onnx")).Message;
        Assert.StartsWith("song-model.onnx", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }
}
