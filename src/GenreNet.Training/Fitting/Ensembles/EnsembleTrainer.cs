using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;

namespace GenreNet.Training.Fitting;

/// <summary>
/// Fits the same network several times from different starting weights and combines them into one whose logits are the mean of theirs.
/// </summary>
/// <remarks>
/// Lakshminarayanan, Pritzel and Blundell, "Simple and scalable predictive uncertainty estimation using deep ensembles" (2017).
/// </remarks>
/// <param name="options">The training settings; <see cref="TrainingOptions.EnsembleSize"/> is the ensemble size.</param>
/// <param name="progress">Receives a report after every batch.</param>
public sealed class EnsembleTrainer(TrainingOptions options, IProgress<TrainingProgress>? progress = null)
{
    /// <summary>Fits all members; an ensemble size of one is a plain fit.</summary>
    /// <inheritdoc cref="Trainer.Fit(FeatureSet, DataSplit, CancellationToken, FittingHooks?)" path="/param"/>
    /// <inheritdoc cref="Trainer.Fit(FeatureSet, DataSplit, CancellationToken, FittingHooks?)" path="/exception"/>
    /// <returns>The combined network, with the history of each member.</returns>
    public FittedNetwork Fit(FeatureSet data, DataSplit split, CancellationToken cancellationToken, FittingHooks? hooks = null)
    {
        if (options.IsLinear)
        {
            return new LinearTrainer(options).Fit(data, split, cancellationToken);
        }

        if (options.Trainer is not null)
        {
            return new RowTrainer(options).Fit(data, split, cancellationToken);
        }

        if (options.EnsembleSize == 1)
        {
            return FitMember(0, data, split, hooks, cancellationToken);
        }

        List<FittedNetwork> members = [];
        try
        {
            for (int member = 0; member < options.EnsembleSize; member++)
            {
                members.Add(FitMember(member, data, split, hooks, cancellationToken));
            }

            FittedNetwork first = members[0];
            return new FittedNetwork(first.Declaration, EnsembleNetwork.Of([.. members.Select(m => m.Network)]), first.Mean, first.Deviation, first.History, first.BestEpoch)
            {
                Histories = [.. members.SelectMany(m => m.Histories)],
            };
        }
        finally
        {
            members.ForEach(member => member.Dispose());
        }
    }

    /// <summary>Returns the seed of a member; the first member uses the seed itself.</summary>
    internal static ulong SeedOf(ulong seed, int member) => member == 0 ? seed : new SeededRandom(seed).Fork(0xE5E0000UL + (ulong)member).NextUInt64();

    private FittedNetwork FitMember(int member, FeatureSet data, DataSplit split, FittingHooks? hooks, CancellationToken cancellationToken)
    {
        IProgress<TrainingProgress>? shifted = progress is null || options.EnsembleSize == 1 ? progress : new MemberProgress(progress, member, options.EnsembleSize);
        FittingHooks? own = hooks?.Checkpoint is { } checkpoint && member > 0 ? hooks with { Checkpoint = checkpoint.OfMember(member) } : hooks;

        // Members that had not started when a run ended have no checkpoint to resume from.
        own = own is { Resumes: true, Checkpoint.Exists: false } && member > 0 ? own with { Resumes = false } : own;
        return new Trainer(options with { Seed = SeedOf(options.Seed, member) }, shifted).Fit(data, split, cancellationToken, own);
    }
}
