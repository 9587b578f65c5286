namespace GenreNet.Training.Search;

/// <summary>The rungs of a search: one for a random search, several for successive halving.</summary>
/// <param name="Rungs">The rungs, in the order in which they are climbed; epochs grow, trials become fewer.</param>
/// <remarks>
/// Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization" (2016), with the factor and the rounding of
/// Li et al., "Hyperband" (2018), algorithm 1: one bracket with as many rungs as trials and epochs allow.
/// </remarks>
public sealed record SearchPlan(IReadOnlyList<Rung> Rungs)
{
    /// <summary>Epochs of all trials together, where none stops by itself.</summary>
    public long EpochCount => Rungs.Select((rung, i) => (long)rung.TrialCount * (rung.Epochs - (i == 0 ? 0 : Rungs[i - 1].Epochs))).Sum();

    /// <summary>All trials for all epochs.</summary>
    /// <param name="trials">Trials, one or more.</param>
    /// <param name="epochs">Epochs, one or more.</param>
    public static SearchPlan Random(int trials, int epochs) => new([new Rung(epochs, trials)]);

    /// <summary>All trials for a few epochs, the best part of them for more, and so on to the end.</summary>
    /// <param name="trials">Trials, one or more.</param>
    /// <param name="epochs">Epochs of the trials that are never pruned, one or more.</param>
    /// <param name="eta">One of so many goes on from each rung, with so many times the epochs; two or more.</param>
    /// <param name="fewestEpochs">Fewest epochs of the first rung, from 1 to <paramref name="epochs"/>.</param>
    public static SearchPlan Halving(int trials, int epochs, int eta, int fewestEpochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(eta, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(fewestEpochs, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fewestEpochs, epochs);
        List<Rung> rungs = [new Rung(epochs, 0)];

        // From the last rung down: integers, because a logarithm of 27 to the base 3 may be 2.9999.
        long factor = eta;
        for (; factor <= trials && factor * fewestEpochs <= epochs; factor *= eta)
        {
            rungs.Insert(0, new Rung((int)(epochs / factor), 0));
        }

        return new SearchPlan([.. rungs.Select((rung, i) => rung with { TrialCount = trials / (int)Math.Pow(eta, i) })]);
    }
}
