namespace GenreNet.Training.Fitting;

/// <summary>The loss at each learning rate that was tried.</summary>
/// <param name="Rates">The rates, ascending.</param>
/// <param name="Losses">The loss before the step of each rate.</param>
/// <param name="Smoothed">The losses as a running mean, without its start at zero.</param>
public sealed record RateCurve(IReadOnlyList<double> Rates, IReadOnlyList<double> Losses, IReadOnlyList<double> Smoothed)
{
    // Share of the past in the running mean.
    private const double Smoothing = 0.95;

    // A loss so many times the lowest has run away.
    private const double RunAway = 4;

    /// <summary>The rate at which the smoothed loss falls fastest, and a tenth of that at which it is lowest, whichever is smaller: a rate to start with.</summary>
    public double Suggestion
    {
        get
        {
            int lowest = Smoothed.Index().MinBy(loss => loss.Item).Index;

            // Over a tenth of the curve: single batches differ more than one step changes.
            int span = Math.Max(1, Smoothed.Count / 10);
            int steepest = lowest <= span ? lowest : Enumerable.Range(span, lowest - span + 1).MinBy(i => Smoothed[i] - Smoothed[i - span]);
            return Math.Min(Rates[steepest], Rates[lowest] / 10);
        }
    }

    /// <summary>Collects a curve.</summary>
    internal sealed class Builder
    {
        private readonly List<double> _rates = [];
        private readonly List<double> _losses = [];
        private readonly List<double> _smoothed = [];
        private double _mean;

        /// <summary>Whether larger rates are no use any more.</summary>
        public bool HasRunAway => _smoothed.Count > 0 && (!double.IsFinite(_losses[^1]) || _smoothed[^1] > RunAway * _smoothed.Min());

        /// <summary>Adds a step; a loss that is no number ends the curve and is not part of it.</summary>
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

        /// <summary>The curve.</summary>
        public RateCurve Build() => new(_rates, [.. _losses.Take(_rates.Count)], _smoothed);
    }
}
