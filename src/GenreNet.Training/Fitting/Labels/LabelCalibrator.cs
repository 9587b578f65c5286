using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;

namespace GenreNet.Training.Fitting;

/// <summary>Calibrates the genres of a multi-label model that are covered by labelled clips.</summary>
/// <remarks>
/// All genres have the same weight, so the probabilities are valid for clips in which the genres are equally common. A genre is calibrated
/// if its out-of-fold probabilities, each from a fit without the clip's group, have a smaller log loss than a constant prediction of the
/// genre's frequency.
/// </remarks>
/// <param name="clips">The labelled clips.</param>
/// <param name="seed">The seed of the folds.</param>
/// <param name="cancellationToken">Stops between fits.</param>
public sealed class LabelCalibrator(LabelClips clips, ulong seed, CancellationToken cancellationToken)
{
    /// <summary>The minimum number of clips per genre.</summary>
    public const int FewestClips = 10;

    private const int FoldCount = 10;

    // Constants of two fits to the same clips differ only by rounding; the written digits are the same.
    private const int Digits = 3;

    private readonly double[] _weights = WeightsOf(clips);

    /// <summary>Warnings about the folds, one sentence each; empty before the fit.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>Fits scales and offsets and evaluates them by cross-validation.</summary>
    /// <param name="source">A description of the clips.</param>
    /// <exception cref="DatasetException">There are too few genres or clips, or no genre can be calibrated.</exception>
    public LabelCalibration Fit(string source)
    {
        RequireClips();
        var folds = InnerFolds.Of(clips.Clips, clips.Genres, FoldCount, seed);
        Warnings = folds.Warnings;
        LabelFit[] fits = [.. Enumerable.Range(0, clips.Genres.Count).Select(genre => FitGenre(genre, folds))];
        LabelFit[] calibrated = [.. fits.Where(fit => fit.Refusal is null)];
        LabelFit[] refused = [.. fits.Where(fit => fit.Refusal is not null)];
        if (calibrated.Length == 0)
        {
            throw new DatasetException($"No genre can be calibrated ({Reasons(refused)}): add clips, or use clips with other labels.");
        }

        int[] all = [.. Enumerable.Range(0, clips.Clips.Count)];
        int[] genres = [.. Enumerable.Range(0, clips.Genres.Count)];
        LogitScale shared = Rounded(FitTo(genres, all));
        return new LabelCalibration
        {
            Genres = [.. calibrated.Select(fit => fit.Genre)],
            FittedOn = string.Create(
                CultureInfo.InvariantCulture,
                $"{clips.Clips.Count} clips of {source}, one of {genres.Length} genres each, as if these were equally common; ")
                + $"figures by {folds.Description}",
            Remark = Remark(genres) + (refused.Length == 0 ? string.Empty : $" Not calibrated: {Reasons(refused)}."),
            Scales = [.. calibrated.Select(fit => fit.Scale)],
            OtherScale = shared.Scale > 0 ? shared : null,
            Figures = [.. calibrated.Select(fit => fit.Figures)],
        };
    }

    private static string Reasons(IEnumerable<LabelFit> refused) => string.Join("; ", refused.Select(fit => $"{fit.Genre} {fit.Refusal}"));

    private LabelFit FitGenre(int genre, InnerFolds folds)
    {
        int[] all = [.. Enumerable.Range(0, clips.Clips.Count)];
        bool[] applies = Applies(genre);
        IReadOnlyList<double[]> logits = clips.Of(genre);
        double[] calibrated = new double[all.Length];
        foreach (int[] fold in folds.Folds)
        {
            LogitScale rest = FitTo([genre], [.. all.Except(fold)]);
            foreach (int clip in fold)
            {
                calibrated[clip] = PlattScaling.Probability(logits[clip], rest, clips.Pooling);
            }
        }

        LabelReliability before = Measure(genre, LogitScale.Identity);
        var after = LabelReliability.Of(calibrated, applies, _weights);
        var constant = LabelReliability.Of([.. all.Select(_ => 1.0 / clips.Genres.Count)], applies, _weights);
        LogitScale scale = Rounded(FitTo([genre], all));
        int groups = clips.Clips.Where(clip => clip.Label == genre).DistinctBy(clip => clip.Group, StringComparer.Ordinal).Count();
        var figures = new LabelFigures
        {
            Clips = applies.Count(yes => yes),
            Groups = groups,
            BrierBefore = Rounded(before.Brier),
            BrierAfter = Rounded(after.Brier),
            ErrorBefore = Rounded(before.Error),
            ErrorAfter = Rounded(after.Error),
        };
        return new LabelFit(clips.Genres[genre], scale, figures, (scale, groups) switch
        {
            (_, 1) => "has clips of one group only",
            ({ Scale: <= 0 }, _) => "is not more likely where its score is higher",
            _ when after.LogLoss >= constant.LogLoss => "is predicted no better than by always stating how common it is",
            _ => null,
        });
    }

    /// <summary>
    /// Describes how well the scale of the remaining genres works: each genre is evaluated with the scale fitted to the others.
    /// </summary>
    private string Remark(int[] genres)
    {
        int[] all = [.. Enumerable.Range(0, clips.Clips.Count)];
        string measured = string.Empty;
        if (genres.Length > 2)
        {
            LabelReliability[] shared = [.. genres.Select(genre => Measure(genre, FitTo([.. genres.Except([genre])], all)))];
            LabelReliability[] raw = [.. genres.Select(genre => Measure(genre, LogitScale.Identity))];
            measured = string.Create(
                CultureInfo.InvariantCulture,
                $" If such a scale is fitted to all but one of the {genres.Length} genres and applied to that genre, the calibration error is ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{shared.Average(r => r.Error):0.000} on average (uncalibrated: {raw.Average(r => r.Error):0.000}).");
        }

        return "All other genres use one common scale and offset, fitted to the calibrated genres so that all genres can be ranked together; "
            + $"their values are scores and not calibrated.{measured}";
    }

    private LabelReliability Measure(int genre, LogitScale scale) => LabelReliability.Of(
        [.. clips.Of(genre).Select(clip => PlattScaling.Probability(clip, scale, clips.Pooling))], Applies(genre), _weights);

    /// <summary>Fits one scale to the given genres and clips.</summary>
    private LogitScale FitTo(int[] genres, int[] chosen)
    {
        double sum = genres.Length * chosen.Sum(clip => _weights[clip]);
        List<double[]> logits = [];
        List<double> targets = [];
        foreach (int genre in genres)
        {
            IReadOnlyList<double[]> own = clips.Of(genre);
            logits.AddRange(chosen.Select(clip => own[clip]));
            targets.AddRange(PlattScaling.TargetsOf([.. chosen.Select(clip => clips.Clips[clip].Label == genre)]));
        }

        double[] weights = [.. genres.SelectMany(_ => chosen.Select(clip => _weights[clip] / sum))];
        return PlattScaling.Fit(logits, [.. targets], weights, clips.Pooling, cancellationToken);
    }

    private bool[] Applies(int genre) => [.. clips.Clips.Select(clip => clip.Label == genre)];

    private void RequireClips()
    {
        if (clips.Genres.Count < 2)
        {
            throw new DatasetException(
                $"All clips have the genre {clips.Genres[0]}, and a calibration also needs clips to which it does not apply: "
                    + "add clips of other genres.");
        }

        for (int genre = 0; genre < clips.Genres.Count; genre++)
        {
            int count = clips.Clips.Count(clip => clip.Label == genre);
            if (count < FewestClips)
            {
                throw new DatasetException(
                    $"The genre {clips.Genres[genre]} has too few usable clips ({count}; a calibration needs at least {FewestClips} per genre): "
                        + "add clips, or remove the genre from the data.");
            }
        }
    }

    private static LogitScale Rounded(LogitScale scale) => new(Rounded(scale.Scale), Rounded(scale.Offset));

    private static double Rounded(double value) => Math.Round(value, Digits);

    private static double[] WeightsOf(LabelClips clips)
    {
        ArgumentNullException.ThrowIfNull(clips);
        int[] counts = new int[clips.Genres.Count];
        foreach (LabelledTrack clip in clips.Clips)
        {
            counts[clip.Label]++;
        }

        double genres = counts.Count(count => count > 0);
        return [.. clips.Clips.Select(clip => 1 / (genres * counts[clip.Label]))];
    }
}

/// <summary>Represents the calibration of one genre.</summary>
/// <param name="Genre">The genre, in the model's spelling.</param>
/// <param name="Scale">The scale and offset applied to its logits.</param>
/// <param name="Figures">The figures from cross-validation.</param>
/// <param name="Refusal">Why the genre is not calibrated, worded to follow its name; null if it is calibrated.</param>
internal sealed record LabelFit(string Genre, LogitScale Scale, LabelFigures Figures, string? Refusal);
