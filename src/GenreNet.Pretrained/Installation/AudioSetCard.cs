using GenreNet.Core.Datasets;
using GenreNet.Inference;

namespace GenreNet.Pretrained;

/// <summary>Creates the card of a model that returns AudioSet's genres.</summary>
internal static class AudioSetCard
{
    private static readonly string[] Uncalibrated =
        ["The probabilities are not calibrated: they rank genres and clips, but do not state how often a genre applies."];

    private static readonly string[] Calibrated =
    [
        "The probabilities of GTZAN's ten genres are calibrated on GTZAN: for clips of exactly one of these genres, all equally common. If other music occurs, "
            + "or fewer than one clip in ten is of a genre, they are too high.",
        "Most of these clips are excerpts of 2 to 3 s, and blues, pop, reggae and rock are by at most ten artists each. For pop and rock, the probabilities depend on little more "
            + "than how common the genre is.",
        "The scores of all other genres are not calibrated: they rank genres and clips, but do not state how often a genre applies.",
    ];

    /// <summary>Creates the card.</summary>
    /// <param name="checkpoint">The checkpoint with the weights.</param>
    /// <param name="backbone">The network.</param>
    /// <param name="parameters">Number of trained parameters of the model.</param>
    /// <param name="facts">The provenance of the weights.</param>
    public static ModelCard Of(PretrainedCheckpoint checkpoint, Backbone backbone, long parameters, IReadOnlyList<BackboneFacts> facts) =>
        Of(checkpoint, backbone, parameters, facts, AudioSetCalibration.Of(checkpoint));

    private static ModelCard Of(
        PretrainedCheckpoint checkpoint, Backbone backbone, long parameters, IReadOnlyList<BackboneFacts> facts, LabelCalibration? calibration) => new()
        {
            FormatVersion = ModelFormat.Version,
            Network = backbone.Name,
            ParameterCount = parameters,
            Genres = [.. AudioSetLabels.Genres.Select(label => label.Name)],
            Features = backbone.Features with { FillsByRepeating = true },
            Activation = OutputActivation.Sigmoid,
            Standardization = Standardization.None,
            LabelCalibration = calibration,
            Content = AudioSetContent.Facts,
            Backbones = facts,
            Training = new TrainingFacts
            {
                Dataset = "AudioSet",
                DatasetFingerprint = "unknown",
                Seed = 0,
                Threads = 0,
                Epochs = 0,
                BestEpoch = 0,
                BatchSize = 0,
                LearningRate = 0,
                Method = $"weights as published by EfficientAT's authors ({checkpoint.FileName}), who trained them",
                Engine = "PyTorch",
                Warning = "GenreNet did not train this model: AudioSet may contain recordings that are also in the test data.",
                Split = new DataSplit { Source = "AudioSet", Train = [], Validation = [], Test = [] },
            },
            Notes = new CardNotes
            {
                Description = $"{AudioSetLabels.Genres.Count} genres and styles of music, several of which may apply to a clip, from EfficientAT's network for AudioSet's "
                + $"{AudioSetLabels.Count} kinds of sound; it also recognises sounds that are not music.",
                IntendedUse = ["Ranking genres and styles of a clip.", "Finding uploads that are not music."],
                Limits =
            [
                .. calibration is null ? Uncalibrated : Calibrated,
                "AudioSet consists of videos, of which listeners labelled excerpts of ten seconds; genres overlap, and rare ones are often missed.",
            ],
                Data = "AudioSet (Gemmeke et al. 2017), labels under CC BY 4.0. Schmid, Koutini and Widmer, \"Efficient large-scale audio tagging via "
                + $"transformer-to-CNN knowledge distillation\" (2023). {checkpoint.Accuracy}.",
            },
        };
}
