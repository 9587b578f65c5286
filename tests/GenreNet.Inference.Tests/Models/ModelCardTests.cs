using GenreNet.Core;
using GenreNet.Core.Features;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Models;

/// <summary>The parts of a card that pretrained and multi-label models need.</summary>
public class ModelCardTests
{
    private const string Sha256 = "899a8c6217063f6941793102a2780b3dd788ab11fce468d9cf5f0577c453321c";

    private static readonly BackboneFacts Backbone = new() { Name = "mn04", License = "MIT", Source = "https://example.org/mn04.pt", Sha256 = Sha256 };

    public static TheoryData<string, Func<ModelCard, ModelCard>> Contradictions => new()
    {
        { "one mean and one deviation", card => card with { Standardization = new Standardization { Mean = (float[])[1], Deviation = (float[])[1] } } },
        { "one mean and one deviation", card => card with { Standardization = new Standardization { Mean = (float[])[], Deviation = (float[])[1] } } },
        { "pooling is unknown", card => card with { Pooling = (SegmentPooling)7 } },
        { "activation is unknown", card => card with { Activation = (OutputActivation)7 } },
        { "has no temperature", card => card with { Calibration = new() { Temperature = 2, FittedOn = "x", ErrorBefore = 0, ErrorAfter = 0 } } },
        { "only a multi-label model", card => card with { Activation = OutputActivation.Softmax } },
        { "a genre that the model does not have", card => card with { LabelCalibration = new() { Genres = ["polka"], FittedOn = "x" } } },
        { "does not have one scale per calibrated genre", card => Calibrated(card, labels => labels with { Scales = [new(1, 0)] }) },
        { "offset is not a number", card => Calibrated(card, labels => labels with { Scales = [new(1, 0), new(0, 1)] }) },
        { "logit scale of a genre is not greater than zero", card => Calibrated(card, labels => labels with { OtherScale = new(-1, 0) }) },
        { "does not have the figures of each calibrated genre", card => Calibrated(card, labels => labels with { Figures = [] }) },
        { "two of its content labels are the same", card => card with { Content = card.Content! with { Labels = ["music", "speech", "speech"] } } },
        { "is not one of its content labels", card => card with { Content = card.Content! with { MusicLabels = ["song"] } } },
        { "but not all", card => card with { Content = card.Content! with { MusicLabels = [] } } },
        { "but not all", card => card with { Content = card.Content! with { MusicLabels = ["music", "speech"] } } },
        { "a content threshold", card => card with { Content = card.Content! with { MusicBelow = 1.5 } } },
        { "a content threshold", card => card with { Content = card.Content! with { OtherAbove = -0.1 } } },
        { "checksum of a backbone", card => card with { Backbones = [Backbone with { Sha256 = "12" }] } },
        { "checksum of its weights is not", card => card with { WeightsSha256 = "abc" } },
    };

    [Fact]
    public void The_card_of_a_multi_label_model_survives_a_json_round_trip()
    {
        ModelCard card = Whole.Card with { Pooling = SegmentPooling.LogMean, Backbones = [Backbone], WeightsSha256 = Sha256 };
        var read = ModelCard.Parse(card.ToJson(), "test");
        Assert.Equal(card.ToJson(), read.ToJson());
        Assert.Equal((SegmentPooling.LogMean, OutputActivation.Sigmoid, Sha256), (read.Pooling, read.Activation, read.WeightsSha256));
        Assert.Equal([Backbone], read.Backbones!);
        Assert.Equal(0.3, read.Content!.MusicBelow);
        Assert.True(read.IsCalibrated("jazz"));
        Assert.False(read.IsCalibrated("techno"));
    }

    [Fact]
    public void Scales_and_figures_of_genres_survive_a_json_round_trip_and_are_found_by_genre()
    {
        ModelCard card = Calibrated(Whole.Card, labels => labels with
        {
            Scales = [new LogitScale(1.5, 2), new LogitScale(0.5, -1)],
            OtherScale = new LogitScale(0.9, 0.25),
            Figures = [.. Enumerable.Range(1, 2).Select(i => new LabelFigures
            {
                Clips = 10 * i, Groups = i, BrierBefore = 0.09, BrierAfter = 0.05, ErrorBefore = 0.08, ErrorAfter = 0.02,
            })],
        });
        LabelCalibration read = ModelCard.Parse(card.ToJson(), "test").LabelCalibration!;
        Assert.Equal(card.LabelCalibration!.Figures, read.Figures!);
        Assert.Equal([new LogitScale(1.5, 2), new LogitScale(0.5, -1), new LogitScale(0.9, 0.25)], card.Genres.Select(read.ScaleOf));
        LabelCalibration plain = Whole.Card.LabelCalibration!;
        Assert.All(card.Genres, genre => Assert.Equal(LogitScale.Identity, plain.ScaleOf(genre)));
    }

    [Fact]
    public void The_json_of_a_softmax_model_has_no_multi_label_members()
    {
        using GenreClassifier classifier = Fixture.Load();
        string json = classifier.Card.ToJson();
        Assert.All(
            (string[])["pooling", "activation", "label_calibration", "\"content\"", "backbones", "weights_sha256", "is_multi_label"],
            name => Assert.DoesNotContain(name, json, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Contradictions), DisableDiscoveryEnumeration = true)]
    public void An_inconsistent_card_is_rejected_with_the_reason(string reason, Func<ModelCard, ModelCard> damage)
    {
        string json = damage(Whole.Card).ToJson();
        string message = Assert.Throws<ModelFormatException>(() => ModelCard.Parse(json, "test.onnx")).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.StartsWith("test.onnx has an inconsistent model card", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_without_the_content_output_of_its_card_is_rejected()
    {
        TestModel model = Whole with { Content = null };
        Assert.Contains("no output 'content' with the 2 labels", Assert.Throws<ModelFormatException>(() => model.Load()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_whose_activation_differs_from_its_card_is_rejected()
    {
        TestModel sigmoid = TestModel.MultiLabel(0.9f, 0.8f, 0.7f) with
        {
            LabelCalibration = null,
            Edit = card => card with { Activation = OutputActivation.Softmax },
        };
        Assert.Contains("that sum to 1", Assert.Throws<ModelFormatException>(() => sigmoid.Load()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_not_numbers_are_rejected()
    {
        var model = new TestModel { Bias = [float.NaN, 0, 0] };
        Assert.Contains("its weights are damaged", Assert.Throws<ModelFormatException>(() => model.Load()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checksum_detects_damaged_weights_that_still_load()
    {
        byte[] file = new TestModel { Bias = [2, 1, 0.5f] }.ToFile();
        using (GenreClassifier.Load(new MemoryStream(file), "whole.onnx"))
        {
        }

        byte[] half = BitConverter.GetBytes(0.5f);
        int place = file.AsSpan().LastIndexOf(half);
        file[place + 3] ^= 0x80;
        string message = Assert.Throws<ModelFormatException>(() => GenreClassifier.Load(new MemoryStream(file), "damaged.onnx")).Message;
        Assert.StartsWith("damaged.onnx is damaged: its weights do not match the checksum on its card", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_checksum_loads_as_before()
    {
        Assert.Null(Fixture.Load().Card.WeightsSha256);
        Assert.Throws<ModelFormatException>(() => ModelFormat.ChecksumOf("no model"u8));
    }

    [Fact]
    public void Features_without_statistics_have_no_novelty()
    {
        Assert.Null(NoveltyMeter.Of(new TestModel { Features = FeatureOptions.EfficientAtMels }.Card));
        // A network that does not standardise its input says nothing about how much its features vary.
        var reference = new MfccReference { Mean = (float[])[.. new float[13]], Deviation = (float[])[.. Enumerable.Repeat(1f, 13)] };
        Assert.Null(NoveltyMeter.Of(new TestModel { Features = FeatureOptions.MusicnnMels }.Card with { MfccReference = reference }));
        Assert.Null(NoveltyMeter.Of(new TestModel { Features = FeatureOptions.Summaries }.Card));
        Assert.Null(MfccReference.Of(new TestModel { Features = FeatureOptions.Summaries }.Card));
    }

    private static TestModel Whole => TestModel.MultiLabel(0.9f, 0.2f, 0.7f).WithContent(0.9, 0.1);

    private static ModelCard Calibrated(ModelCard card, Func<LabelCalibration, LabelCalibration> change) =>
        card with { LabelCalibration = change(card.LabelCalibration!) };
}
