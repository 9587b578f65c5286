using System.Text.Json;
using GenreNet.Core.Datasets;

namespace GenreNet.Inference;

/// <summary>Reads model cards from the JSON that <see cref="ModelCard.ToJson"/> writes, with the same names.</summary>
internal static class CardReader
{
    /// <summary>Reads a card.</summary>
    /// <param name="json">The root of the card's JSON, an object.</param>
    /// <returns>The card, whose parts have not been compared with each other.</returns>
    /// <exception cref="JsonException">A member is missing or has the wrong type; the message names it.</exception>
    public static ModelCard Read(JsonElement json)
    {
        var card = new CardObject(json, string.Empty);
        return new ModelCard
        {
            FormatVersion = card.Integer("format_version"),
            Network = card.Text("network"),
            ParameterCount = card.LongInteger("parameter_count"),
            Genres = card.Texts("genres"),
            Features = card.Part("features", CardFeatures.Read),
            Activation = card.Choice<OutputActivation>("activation"),
            Pooling = card.Choice<SegmentPooling>("pooling"),
            Standardization = card.Part("standardization", Standardization),
            MfccReference = card.PartOrNull("mfcc_reference", Reference),
            Calibration = card.PartOrNull("calibration", Calibration),
            LabelCalibration = card.PartOrNull("label_calibration", LabelCalibration),
            Content = card.PartOrNull("content", Content),
            Backbones = card.PartsOrNull("backbones", Backbone),
            Parts = card.PartsOrNull("parts", Part),
            Training = card.Part("training", Training),
            Validation = card.PartOrNull("validation", Accuracy),
            Test = card.PartOrNull("test", Accuracy),
            Notes = card.PartOrNull("notes", Notes),
            Evaluations = card.PartsOrNull("evaluations", Evaluation),
            WeightsSha256 = card.TextOrNull("weights_sha256"),
        };
    }

    private static Standardization Standardization(CardObject json) => new()
    {
        Applied = json.Text("applied", null!),
        Mean = json.Floats("mean"),
        Deviation = json.Floats("deviation"),
    };

    private static MfccReference Reference(CardObject json) => new() { Mean = json.Floats("mean"), Deviation = json.Floats("deviation") };

    private static CalibrationFacts Calibration(CardObject json) => new()
    {
        Temperature = json.Number("temperature"),
        FittedOn = json.Text("fitted_on"),
        ErrorBefore = json.Number("error_before"),
        ErrorAfter = json.Number("error_after"),
        Remark = json.TextOrNull("remark"),
        Levels = json.PartsOrNull("levels", Level),
    };

    private static ConfidenceLevel Level(CardObject json) => new()
    {
        Confidence = json.Number("confidence"),
        Answered = json.Number("answered"),
        Accuracy = json.NumberOrNull("accuracy"),
    };

    private static LabelCalibration LabelCalibration(CardObject json) => new()
    {
        Genres = json.Texts("genres"),
        FittedOn = json.Text("fitted_on"),
        Remark = json.TextOrNull("remark"),
        Scales = json.PartsOrNull("scales", Scale),
        OtherScale = json.PartOrNull("other_scale", Scale),
        Figures = json.PartsOrNull("figures", Figures),
    };

    // A scale of 0 is refused later.
    private static LogitScale Scale(CardObject json) => new(json.NumberOrZero("scale"), json.NumberOrZero("offset"));

    private static LabelFigures Figures(CardObject json) => new()
    {
        Clips = json.Integer("clips"),
        Groups = json.Integer("groups"),
        BrierBefore = json.Number("brier_before"),
        BrierAfter = json.Number("brier_after"),
        ErrorBefore = json.Number("error_before"),
        ErrorAfter = json.Number("error_after"),
    };

    private static ContentFacts Content(CardObject json) => new()
    {
        Labels = json.Texts("labels"),
        MusicLabels = json.Texts("music_labels"),
        MusicBelow = json.Number("music_below"),
        OtherAbove = json.Number("other_above"),
        Remark = json.TextOrNull("remark"),
    };

    private static BackboneFacts Backbone(CardObject json) => new()
    {
        Name = json.Text("name"),
        License = json.Text("license"),
        Source = json.Text("source"),
        Sha256 = json.Text("sha256"),
    };

    private static PartFacts Part(CardObject json) => new()
    {
        Network = json.Text("network"),
        Weight = json.Number("weight"),
        WeightLow = json.NumberOrNull("weight_low"),
        WeightHigh = json.NumberOrNull("weight_high"),
        View = json.Integer("view"),
        Standardization = json.Part("standardization", Standardization),
        Dataset = json.Text("dataset"),
        DatasetFingerprint = json.Text("dataset_fingerprint"),
        Method = json.Text("method"),
    };

    private static TrainingFacts Training(CardObject json) => new()
    {
        Dataset = json.Text("dataset"),
        DatasetFingerprint = json.Text("dataset_fingerprint"),
        Seed = json.UnsignedInteger("seed"),
        Threads = json.Integer("threads"),
        Epochs = json.Integer("epochs"),
        BestEpoch = json.Integer("best_epoch"),
        BatchSize = json.Integer("batch_size"),
        LearningRate = json.Number("learning_rate"),
        Method = json.Text("method"),
        Engine = json.Text("engine"),
        Warning = json.TextOrNull("warning"),
        Split = json.Part("split", Split),
    };

    private static DataSplit Split(CardObject json) => new()
    {
        FormatVersion = json.IntegerOrZero("format_version"),
        Kind = json.Choice<SplitKind>("kind"),
        Seed = json.UnsignedIntegerOrNull("seed"),
        Fold = json.IntegerOrNull("fold"),
        FoldCount = json.IntegerOrNull("fold_count"),
        Source = json.TextOrNull("source"),
        DatasetFingerprint = json.TextOrNull("dataset_fingerprint"),
        Warnings = json.Texts("warnings", []),
        Groups = json.TextGroupsOrNull("groups"),
        Train = json.Texts("train"),
        Validation = json.Texts("validation"),
        Test = json.Texts("test"),
        Segments = json.TextsByNameOrNull("segments"),
    };

    private static AccuracyFigures Accuracy(CardObject json) => new()
    {
        SegmentAccuracy = json.Number("segment_accuracy"),
        TrackAccuracy = json.Number("track_accuracy"),
        Segments = json.Integer("segments"),
        Tracks = json.Integer("tracks"),
    };

    private static CardNotes Notes(CardObject json) => new()
    {
        Description = json.Text("description"),
        IntendedUse = json.Texts("intended_use"),
        Limits = json.Texts("limits"),
        Data = json.Text("data"),
    };

    private static CardEvaluation Evaluation(CardObject json) => new()
    {
        Name = json.Text("name"),
        TrackAccuracy = json.Number("track_accuracy"),
        Low = json.Number("low"),
        High = json.Number("high"),
        Tracks = json.Integer("tracks"),
    };
}
