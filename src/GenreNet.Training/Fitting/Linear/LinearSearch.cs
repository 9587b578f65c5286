using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Fitting;

/// <summary>Selects L2 by cross-validation and computes out-of-fold scores for each track.</summary>
internal sealed class LinearSearch
{
    // Smaller gradients change the losses in the fourth digit only, and the final fit uses a tighter tolerance.
    private const double Tolerance = 1e-4;

    private const double GoldenShare = 0.6180339887498949;

    // Temperatures from 1/20 to 20, the same range as on a card.
    private const double LargestLogTemperature = 3;

    // Narrows an interval of length 6 to 1e-5.
    private const int Sections = 28;

    // The loss has a single minimum apart from noise: after this many larger losses in a row, smaller factors are not tried.
    private const int Patience = 2;

    private readonly LinearTracks _tracks;
    private readonly int[] _foldOf;

    // For each L2 that was tried, one classifier per fold.
    private readonly List<LinearClassifier[]> _fits = [];
    private readonly List<double> _losses = [];

    private LinearSearch(LinearTracks tracks, InnerFolds folds, IReadOnlyList<double> l2s)
    {
        (_tracks, Folds, L2s) = (tracks, folds, l2s);
        _foldOf = new int[tracks.Tracks.Count];
        foreach ((int fold, int[] left) in folds.Folds.Index())
        {
            foreach (int track in left)
            {
                _foldOf[track] = fold;
            }
        }
    }

    /// <summary>The L2 factors to try, in descending order, half a decade apart.</summary>
    public static IReadOnlyList<double> Grid { get; } = [100, 30, 10, 3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001];

    /// <summary>The folds.</summary>
    public InnerFolds Folds { get; }

    /// <summary>The factors to try; the last ones are skipped once they cannot be the best.</summary>
    public IReadOnlyList<double> L2s { get; }

    /// <summary>
    /// The out-of-fold loss for each L2 that was tried: the mean over genres of the mean negative log-likelihood of each.
    /// </summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>The index of the L2 with the smallest loss; the largest L2 wins ties.</summary>
    public int Best { get; private set; }

    /// <summary>Fits a classifier for each fold and L2.</summary>
    /// <param name="tracks">The training tracks.</param>
    /// <param name="folds">The folds of the tracks.</param>
    /// <param name="options">The settings of the linear fit.</param>
    /// <param name="threads">Number of folds fitted in parallel; it does not affect the result.</param>
    /// <param name="cancellationToken">Stops during a fit.</param>
    public static LinearSearch Run(LinearTracks tracks, InnerFolds folds, LinearOptions options, int threads, CancellationToken cancellationToken)
    {
        var search = new LinearSearch(tracks, folds, options.L2 is { } l2 ? [l2] : Grid);
        var problems = new LinearProblem[folds.Folds.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, problems.Length, parallel, fold =>
        {
            int[] rest = [.. Enumerable.Range(0, tracks.Tracks.Count).Except(folds.Folds[fold])];
            problems[fold] = new LinearProblem(tracks.Items(rest, options.Items), options.Method);
        });
        for (int i = 0; i < search.L2s.Count && i <= search.Best + Patience; i++)
        {
            var fits = new LinearClassifier[problems.Length];
            LinearClassifier[]? larger = search._fits.LastOrDefault();
            double factor = search.L2s[i];
            Parallel.For(0, problems.Length, parallel, fold => fits[fold] = problems[fold].Fit(factor, Tolerance, cancellationToken, larger?[fold]));
            search.Add(fits);
        }

        return search;
    }

    /// <summary>Computes the out-of-fold scores of a track from its mean row.</summary>
    /// <param name="l2">The index of the L2.</param>
    /// <param name="track">The index of the track, from 0.</param>
    public double[] ScoresOf(int l2, int track) => _fits[l2][_foldOf[track]].Scores(_tracks.Mean(track));

    /// <summary>Computes the out-of-fold scores of a row, from a classifier fitted without its track.</summary>
    /// <param name="l2">The index of the L2.</param>
    /// <param name="track">The index of the row's track, from 0.</param>
    /// <param name="row">The index of the row.</param>
    public double[] ScoresOf(int l2, int track, int row) => _fits[l2][_foldOf[track]].Scores(_tracks.Row(row));

    private void Add(LinearClassifier[] fits)
    {
        _fits.Add(fits);
        _losses.Add(Loss(_fits.Count - 1));
        Best = _losses[^1] < _losses[Best] ? _losses.Count - 1 : Best;
    }

    /// <summary>
    /// Computes the smallest loss over all temperatures, if a temperature will be fitted, so that small weights due to L2 do not count as
    /// low confidence.
    /// </summary>
    private double Loss(int l2)
    {
        double[][] scores = [.. Enumerable.Range(0, _tracks.Tracks.Count).Select(track => ScoresOf(l2, track))];
        if (scores.Length < TemperatureScaling.FewestSegments)
        {
            // There are too few tracks to fit a temperature; the model will have none, so none is used here.
            return Loss(scores, 1);
        }

        // The loss has one minimum in 1/T (Guo et al., 2017) and therefore in log T; golden-section search finds it.
        (double low, double high) = (-LargestLogTemperature, LargestLogTemperature);
        for (int section = 0; section < Sections; section++)
        {
            (double left, double right) = (high - (GoldenShare * (high - low)), low + (GoldenShare * (high - low)));
            (low, high) = Loss(scores, Math.Exp(left)) <= Loss(scores, Math.Exp(right)) ? (low, right) : (left, high);
        }

        return Loss(scores, Math.Exp((low + high) / 2));
    }

    private double Loss(double[][] scores, double temperature)
    {
        double[] sums = new double[_tracks.GenreCount];
        int[] counts = new int[_tracks.GenreCount];
        for (int track = 0; track < scores.Length; track++)
        {
            int label = _tracks.Tracks[track].Label;
            sums[label] += NegativeLogLikelihood(scores[track], label, temperature);
            counts[label]++;
        }

        return sums.Select((sum, label) => sum / counts[label]).Average();
    }

    private static double NegativeLogLikelihood(double[] scores, int label, double temperature)
    {
        double largest = scores.Max();
        double sum = 0;
        foreach (double score in scores)
        {
            sum += Math.Exp((score - largest) / temperature);
        }

        return Math.Log(sum) - ((scores[label] - largest) / temperature);
    }
}
