using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Backbones;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Runs;

/// <summary>
/// Represents a complete training run: split, fit, calibrate, export, verify the exported model against torch, evaluate the exported model.
/// </summary>
/// <param name="Options">The training settings.</param>
/// <param name="Environment">The environment of the run.</param>
/// <param name="Network">The layers of the network.</param>
/// <param name="Split">The training, validation and test tracks.</param>
/// <param name="History">The results of all epochs; for an ensemble, those of its first network.</param>
/// <param name="Model">The verified ONNX file.</param>
/// <param name="Card">The card embedded in the file.</param>
/// <param name="Validation">The evaluation of the exported model on the validation tracks, which selected the best epoch and the
/// temperature.</param>
/// <param name="Test">The evaluation of the exported model on the test tracks; without test tracks, the out-of-fold evaluation of
/// models, each applied to the tracks that it was not fitted on.</param>
/// <param name="ExportDifference">Largest observed difference between the outputs of ONNX Runtime and torch.</param>
public sealed record TrainingRun(
    TrainingOptions Options,
    RunEnvironment Environment,
    NetworkSpec Network,
    DataSplit Split,
    IReadOnlyList<EpochResult> History,
    byte[] Model,
    ModelCard Card,
    EvaluationResult Validation,
    EvaluationResult Test,
    double ExportDifference)
{
    private const int VerifiedSegments = 256;

    // Each input takes up to 225 KB, and all of them are in memory together with the outputs of every layer.
    private const int VerifiedInputs = 16;

    /// <summary>The cross-validation performed during the fit of a linear network; null for other networks.</summary>
    internal LinearEvaluation? CrossValidation { get; private init; }

    /// <summary>How each network of an ensemble was fitted, in the order of fitting; one entry without an ensemble.</summary>
    public IReadOnlyList<NetworkHistory> Histories { get; private init; } = [];

    /// <summary>
    /// If <see cref="Model"/> contains pretrained networks, the classifier alone, which takes their embeddings as input; null otherwise.
    /// </summary>
    public byte[]? Head { get; private init; }

    /// <summary>
    /// Name of the subset of <see cref="Test"/> in reports: the test tracks or, if there are none, all tracks in cross-validation.
    /// </summary>
    public string TestSubset => Split.Test.Count == 0 ? LinearEvaluation.Subset : "test";

    /// <summary>
    /// Executes a run, with the dataset's own split if it assigns all tracks to parts, otherwise with a split by track, group and genre.
    /// </summary>
    /// <param name="data">The extracted features.</param>
    /// <param name="options">The training settings.</param>
    /// <param name="progress">Receives a report after every batch.</param>
    /// <param name="cancellationToken">Stops after the current batch.</param>
    /// <exception cref="GenreNetException">The data cannot be split or fitted, or the export does not reproduce torch.</exception>
    public static TrainingRun Execute(
        FeatureSet data, TrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return Execute(data, TrackSplit.Automatic(data, options.ValidationShare, options.TestShare, options.Seed), options, progress, cancellationToken);
    }

    /// <summary>Executes a run with a given split.</summary>
    /// <param name="data">The extracted features.</param>
    /// <param name="split">A split of the features.</param>
    /// <param name="options">The training settings; validation and test share are ignored.</param>
    /// <param name="progress">Receives a report after every batch.</param>
    /// <param name="cancellationToken">Stops after the current batch.</param>
    /// <param name="hooks">Checkpoints and other hooks, such as one that ends the fit early; null for none.</param>
    /// <param name="backbone">
    /// The pretrained networks that computed the features, which become part of the model. With <see cref="TrainingOptions.FineTuning"/>,
    /// the networks to fine-tune; the data then contains their inputs. Null to export only the classifier of embeddings.
    /// </param>
    /// <exception cref="GenreNetException">The data cannot be fitted, or the export does not reproduce torch.</exception>
    public static TrainingRun Execute(
        FeatureSet data,
        DataSplit split,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken,
        FittingHooks? hooks = null,
        TrainingBackbone? backbone = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(options);
        split = options.SplitToFit(split);
        if (split.Kind == SplitKind.Everything && !options.IsLinear && options.Monitor != MonitorKind.None)
        {
            throw new GenreNetException($"The split has no validation tracks to select the best epoch: add --monitor None, use the network {GenreNetworks.Linear}, or choose another split.");
        }

        using FittedNetwork fitted = new EnsembleTrainer(options, progress).Fit(data, split, cancellationToken, hooks);

        // Evaluate the exported file, so that the figures on the card describe the file that is shipped.
        LinearEvaluation? inner = fitted.Linear is { } linear ? LinearEvaluation.Of(data, linear) : null;
        bool isFineTuned = options.FineTuning is not null;
        ModelCard card = Describe(data, options, split, fitted) with
        {
            Backbones = isFineTuned ? backbone?.Facts : null,
            MfccReference = isFineTuned ? null : TrackSound.Reference(data, split),
            Pooling = inner is null ? options.Pooling : SegmentPooling.LogMean,
            Calibration = inner?.Calibration ?? Calibrate(data, split, fitted),
            Evaluations = inner is null ? null : [inner.Facts],
        };
        (EvaluationResult validation, EvaluationResult test) = EvaluateExport(Export(fitted, card), data, split, cancellationToken);
        card = card with
        {
            Calibration = card.Calibration is null ? null : card.Calibration with { Levels = ConfidenceLevels.Of((inner?.Result ?? validation).Predictions) },
            Validation = split.Validation.Count == 0 ? null : validation.Figures,
            Test = split.Test.Count == 0 ? null : test.Figures,
        };

        byte[] model = Export(fitted, card);
        double difference = Verify(model, data, split, fitted, isFineTuned ? backbone : null);
        if (fitted.Trainer is { } trainer)
        {
            difference = Math.Max(difference, TrainerVerifier.Verify(model, data, split, trainer));
        }

        byte[]? head = null;
        if (backbone is not null && !isFineTuned)
        {
            head = model;
            (model, card) = backbone.Compose(fitted.Network.Spec, fitted.Network.SaveWeights(), card);
            difference = Math.Max(difference, BackboneVerifier.Verify(model, backbone, fitted));
        }

        card = card with { WeightsSha256 = ModelFormat.ChecksumOf(model) };
        return new TrainingRun(
            options, RunEnvironment.Of(data, options), fitted.Declaration, split, fitted.History, model, card, validation, split.Test.Count == 0 ? inner?.Result ?? test : test, difference)
        {
            CrossValidation = inner,
            Head = head,
            Histories = fitted.Histories,
        };
    }

    private static ModelCard Describe(FeatureSet data, TrainingOptions options, DataSplit split, FittedNetwork fitted) => new()
    {
        FormatVersion = ModelFormat.Version,
        Network = fitted.Network.Spec.Name,
        ParameterCount = fitted.Network.SaveWeights().ParameterCount,
        Genres = data.Genres,
        Features = data.Options,
        Pooling = options.Pooling,
        Standardization = new Standardization { Mean = fitted.Mean, Deviation = fitted.Deviation },
        Training = new TrainingFacts
        {
            Dataset = data.DatasetName,
            DatasetFingerprint = data.DatasetFingerprint,
            Seed = options.Seed,
            Threads = options.Threads,
            Epochs = fitted.History.Count,
            BestEpoch = fitted.BestEpoch,
            BatchSize = fitted.Linear?.Segments.Length ?? fitted.Trainer?.Segments ?? options.BatchSize,
            LearningRate = fitted.Trainer is { Options: var settings } ? settings.IsBoosted ? settings.LearningRate : 0 : fitted.Linear is null ? options.LearningRate : 0,
            Method = $"{fitted.Linear?.DescribeMethod() ?? fitted.Trainer?.DescribeMethod() ?? options.DescribeMethod()}; {(data.Augmentation is { } augmentation ? $"{augmentation.Count} augmented augmentation of each training track; " : string.Empty)}{(split.IsLeaky ? "segments, not tracks, are split" : "tracks, not segments, are split")}",
            Engine = fitted.Trainer is null ? $"TorchSharp {EngineVersions.Torch}{(options.Device.IsCpu ? string.Empty : $" on {options.Device}")}" : $"ML.NET {EngineVersions.MlNet}",
            Warning = split.IsLeaky ? DataSplit.LeakyWarning : null,
            Split = split with { Groups = null },
        },
    };

    /// <summary>Fits the temperature to the validation segments; returns null if there are none.</summary>
    private static CalibrationFacts? Calibrate(FeatureSet data, DataSplit split, FittedNetwork fitted)
    {
        int[] segments = split.SegmentsOf(data, SplitPart.Validation);
        if (segments.Length == 0)
        {
            return null;
        }

        FittedTemperature fit = TemperatureScaling.Fit(fitted.Logits(data, segments), [.. segments.Select(segment => data.Labels[segment])]);
        return new CalibrationFacts
        {
            Temperature = fit.Temperature,
            FittedOn = FormattableString.Invariant($"{Plural.Of(segments.Length, "segment")} of {Plural.Of(split.Validation.Count, "validation track")}"),
            ErrorBefore = fit.Before.Error,
            ErrorAfter = fit.After.Error,
            Remark = fit.Remark,
        };
    }

    private static byte[] Export(FittedNetwork fitted, ModelCard card) =>
        OnnxExporter.Export(fitted.Network.Spec, fitted.Network.Input, fitted.Network.SaveWeights(), card);

    private static double Verify(byte[] model, FeatureSet data, DataSplit split, FittedNetwork fitted, TrainingBackbone? backbone)
    {
        IEnumerable<int> others = split.SegmentsOf(data, SplitPart.Validation).Concat(split.SegmentsOf(data, SplitPart.Test));
        int[] segments = [.. others.Concat(split.SegmentsOf(data, SplitPart.Train)).Take(backbone is null ? VerifiedSegments : VerifiedInputs)];
        float[] features = data.Gather(segments);
        return backbone is not null ? BackboneVerifier.VerifyFitted(model, backbone, fitted, features, segments.Length) : OnnxVerifier.Verify(
            model, features, [segments.Length, data.FrameCount, data.CoefficientCount], fitted.Logits(features, segments.Length));
    }

    private static (EvaluationResult Validation, EvaluationResult Test) EvaluateExport(
        byte[] model, FeatureSet data, DataSplit split, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream(model);
        using var classifier = GenreClassifier.Load(file, "the exported model");
        return (
            ModelEvaluation.Evaluate(classifier, data, split.SegmentsOf(data, SplitPart.Validation), cancellationToken),
            ModelEvaluation.Evaluate(classifier, data, split.SegmentsOf(data, SplitPart.Test), cancellationToken));
    }
}
