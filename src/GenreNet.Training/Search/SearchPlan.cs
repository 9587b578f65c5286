namespace GenreNet.Training.Search;

/// <summary>Represents the rungs of a search: one for random search, several for successive halving.</summary>
/// <param name="Rungs">The rungs in order, with an increasing number of epochs and a decreasing number of trials.</param>
/// <remarks>
/// Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization" (2016), with the factor and the
/// rounding of Li et al., "Hyperband" (2018), algorithm 1: one bracket with as many rungs as the numbers of trials and epochs allow.
/// </remarks>
public sealed record SearchPlan(IReadOnlyList<Rung> Rungs)
{
    /// <summary>Total number of epochs of all trials, without early stopping.</summary>
    public long EpochCount => Rungs.Select((rung, i) => (long)rung.TrialCount * (rung.Epochs - (i == 0 ? 0 : Rungs[i - 1].Epochs))).Sum();

    /// <summary>Creates a plan in which all trials run for all epochs.</summary>
    /// <param name="trials">Number of trials, one or more.</param>
    /// <param name="epochs">Number of epochs, one or more.</param>
    public static SearchPlan Random(int trials, int epochs) => new([new Rung(epochs, trials)]);

    /// <summary>Creates a plan in which all trials run for a few epochs, the best of them for more, and so on.</summary>
    /// <param name="trials">Number of trials, one or more.</param>
    /// <param name="epochs">Number of epochs of the trials that are never pruned, one or more.</param>
    /// <param name="eta">Reduction factor, two or more: one in this many trials continues from each rung, with this many times the
    /// epochs.</param>
    /// <param name="fewestEpochs">Minimum number of epochs of the first rung, from 1 to <paramref name="epochs"/>.</param>
    public static SearchPlan Halving(int trials, int epochs, int eta, int fewestEpochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(eta, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(fewestEpochs, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fewestEpochs, epochs);
        List<Rung> rungs = [new Rung(epochs, 0)];

        // Built from the last rung down, with integers, because log(27) / log(3) may evaluate to 2.9999.
        long factor = eta;
        for (; factor <= trials && factor * fewestEpochs <= epochs; factor *= eta)
        {
            rungs.Insert(0, new Rung((int)(epochs / factor), 0));
        }

        return new SearchPlan([.. rungs.Select((rung, i) => rung with { TrialCount = trials / (int)Math.Pow(eta, i) })]);
    }
}
