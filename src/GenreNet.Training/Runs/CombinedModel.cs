using GenreNet.Core;
using GenreNet.Core.Features;
using GenreNet.Core.IO;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Runs;

/// <summary>Represents several models combined into one that averages their votes.</summary>
/// <param name="File">The ONNX file, verified against its parts.</param>
/// <param name="Card">The model card embedded in the file.</param>
/// <param name="Difference">The largest observed difference from the parts.</param>
public sealed record CombinedModel(byte[] File, ModelCard Card, double Difference)
{
    /// <summary>Combines models.</summary>
    /// <param name="paths">Paths of the model files.</param>
    /// <param name="shares">The weight of each model, summing to one; ignored if <paramref name="fit"/> provides weights.</param>
    /// <param name="fit">Fitted weights and temperature; null to use the given weights and a temperature of 1.</param>
    /// <param name="isBalanced">Whether all genres had the same weight when the weights were fitted.</param>
    /// <param name="hopSeconds">Time between the starts of consecutive segments, in seconds; null for the longest hop of the
    /// models.</param>
    /// <exception cref="GenreNetException">A model cannot be read, has other genres, or cannot be combined.</exception>
    public static CombinedModel Of(IReadOnlyList<string> paths, IReadOnlyList<double> shares, VoteFit? fit, bool isBalanced, double? hopSeconds = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(shares);
        (byte[] File, ModelCard Card)[] models = [.. paths.Select(Load)];
        var views = new JoinedViews();
        int[] places = [.. models.Select(m => views.Add(m.Card.Features))];
        FeatureOptions features = views.Join(hopSeconds);
        IReadOnlyList<double> weights = fit?.Weights ?? shares;
        VotePart[] parts = [.. models.Select((m, i) => new VotePart(
            Path.GetFileName(paths[i]), m.File, m.Card, features.Views is null ? 0 : features.OffsetOf(places[i]), weights[i]))];
        ModelCard card = Describe(models, parts, places, features, fit, isBalanced);
        byte[] file = OnnxVote.Combine(parts, card);
        double difference = VoteVerifier.Verify(file, "the combined model", parts);
        using var stream = new MemoryStream(file);
        using var classifier = GenreClassifier.Load(stream, "the combined model");
        return new CombinedModel(file, classifier.Card, difference);
    }

    private static ModelCard Describe(
        (byte[] File, ModelCard Card)[] models, VotePart[] parts, int[] places, FeatureOptions features, VoteFit? fit, bool isBalanced)
    {
        ModelCard first = models[0].Card;
        string how = fit is null
            ? "weights given"
            : FormattableString.Invariant($"weights and temperature fitted to the out-of-fold predictions for {fit.Tracks} tracks{(isBalanced ? ", genres balanced" : string.Empty)}");
        return new ModelCard
        {
            FormatVersion = ModelFormat.Version,
            Network = "vote",
            ParameterCount = models.Sum(m => m.Card.ParameterCount),
            Genres = first.Genres,
            Features = features,
            Pooling = SegmentPooling.LogMean,
            Standardization = Standardization.None,
            Calibration = fit is null ? null : new CalibrationFacts
            {
                Temperature = fit.Temperature,
                FittedOn = FormattableString.Invariant($"{fit.Tracks} tracks, each by models that were not fitted on it"),
                ErrorBefore = fit.ErrorBefore,
                ErrorAfter = fit.ErrorAfter,
                Levels = ConfidenceLevels.Of(fit.Answers),
            },
            Content = models.Select(m => m.Card.Content).FirstOrDefault(c => c is not null),
            Backbones = Backbones(models),
            Evaluations = fit is null ? null : [Evaluation(fit)],
            // The reference of mean MFCCs belongs to the first view.
            MfccReference = models.Where((_, i) => places[i] == 0).Select(m => MfccReference.Of(m.Card)).FirstOrDefault(r => r is not null),
            Parts = [.. models.Select((m, i) => new PartFacts
            {
                Network = m.Card.Network,
                Weight = parts[i].Weight,
                WeightLow = fit?.Low[i],
                WeightHigh = fit?.High[i],
                View = places[i],
                Standardization = features.Views is null || features.Views[places[i]].Kind == FeatureKind.Summary || m.Card.Standardization.Mean.Length <= 256
                    ? m.Card.Standardization
                    : Standardization.None,
                Dataset = m.Card.Training.Dataset,
                DatasetFingerprint = m.Card.Training.DatasetFingerprint,
                Method = m.Card.Training.Method,
            })],
            Training = first.Training with
            {
                Method = $"{models.Length} models vote: the weighted sum of the logarithms of their probabilities, {how}; log means over segments; each part is described by itself",
                Split = first.Training.Split with { Groups = null },
            },
        };
    }

    private static CardEvaluation Evaluation(VoteFit fit)
    {
        var interval = WilsonInterval.Of(fit.Correct, fit.Tracks);
        return new CardEvaluation
        {
            Name = "cross-validation of the vote, each track by models and weights that were not fitted to it",
            TrackAccuracy = (double)fit.Correct / fit.Tracks,
            Low = interval.Low,
            High = interval.High,
            Tracks = fit.Tracks,
        };
    }

    private static BackboneFacts[]? Backbones((byte[] File, ModelCard Card)[] models)
    {
        BackboneFacts[] all = [.. models.SelectMany(m => m.Card.Backbones ?? []).DistinctBy(b => (b.Name, b.Sha256))];
        return all.Length == 0 ? null : all;
    }

    private static (byte[] File, ModelCard Card) Load(string path)
    {
        var card = ModelCard.Read(path);
        return (InputFile.ReadAllBytes(path), card);
    }
}
