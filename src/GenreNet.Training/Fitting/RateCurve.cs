namespace GenreNet.Training.Fitting;

/// <summary>Represents the loss at each learning rate that was tested.</summary>
/// <param name="Rates">The learning rates, ascending.</param>
/// <param name="Losses">The loss before the step at each rate.</param>
/// <param name="Smoothed">Running mean of the losses, corrected for its start at zero.</param>
public sealed record RateCurve(IReadOnlyList<double> Rates, IReadOnlyList<double> Losses, IReadOnlyList<double> Smoothed)
{
    /// <summary>Whether the time budget was too short for the requested number of steps, so that fewer rates were tested.</summary>
    public bool IsShortened { get; init; }

    /// <summary>
    /// Whether the time budget ended the test before the loss diverged or the largest rate was reached, so that the suggestion may be too
    /// small.
    /// </summary>
    public bool IsPartial { get; init; }

    // Weight of the past in the running mean.
    private const double Smoothing = 0.95;

    // The loss counts as diverged at this multiple of the lowest loss.
    private const double RunAway = 4;

    /// <summary>
    /// Gets a suggested learning rate: the rate at which the smoothed loss falls fastest, or a tenth of the rate at which it is lowest,
    /// whichever is smaller.
    /// </summary>
    public double Suggestion
    {
        get
        {
            int lowest = Smoothed.Index().MinBy(loss => loss.Item).Index;

            // Measured over a tenth of the curve, because the loss varies more between single batches than one step changes it.
            int span = Math.Max(1, Smoothed.Count / 10);
            int steepest = lowest <= span ? lowest : Enumerable.Range(span, lowest - span + 1).MinBy(i => Smoothed[i] - Smoothed[i - span]);
            return Math.Min(Rates[steepest], Rates[lowest] / 10);
        }
    }

    /// <summary>Builds a curve step by step.</summary>
    internal sealed class Builder
    {
        private readonly List<double> _rates = [];
        private readonly List<double> _losses = [];
        private readonly List<double> _smoothed = [];
        private double _mean;

        /// <summary>Whether the loss has diverged, so that larger rates need not be tested.</summary>
        public bool HasRunAway => _smoothed.Count > 0 && (!double.IsFinite(_losses[^1]) || _smoothed[^1] > RunAway * _smoothed.Min());

        /// <summary>Adds a step; a loss that is not finite ends the curve and is not added to it.</summary>
        public void Add(double rate, double loss)
        {
            _losses.Add(loss);
            if (double.IsFinite(loss))
            {
                _rates.Add(rate);
                _mean = (Smoothing * _mean) + ((1 - Smoothing) * loss);
                _smoothed.Add(_mean / (1 - Math.Pow(Smoothing, _rates.Count)));
            }
        }

        /// <summary>Returns the curve.</summary>
        public RateCurve Build() => new(_rates, [.. _losses.Take(_rates.Count)], _smoothed);
    }
}
