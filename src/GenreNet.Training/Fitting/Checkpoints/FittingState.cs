using GenreNet.Networks;
using GenreNet.Training.Torch;

namespace GenreNet.Training.Fitting;

/// <summary>All that changes while a network is fitted.</summary>
internal sealed class FittingState : IDisposable
{
    /// <summary>Before the first epoch.</summary>
    /// <param name="network">The network with its starting weights; it stays the caller's.</param>
    /// <param name="options">The settings.</param>
    /// <param name="head">Predicts the teachers' embeddings; null where there are none. The state disposes it.</param>
    public FittingState(TorchNetwork network, TrainingOptions options, EmbeddingHead? head = null)
    {
        Network = network;
        Head = head;
        Optimizer = Optimizer.Create([.. network.parameters().Where(parameter => parameter.requires_grad), .. head?.Parameters.Select(p => p.Parameter) ?? []], options.Optimizer);
        Schedule = new LearningRateSchedule(options.Schedule, options.LearningRate, options.Epochs);
        Stopping = new EarlyStopping(options.Monitor, options.Patience);
    }

    /// <summary>The network.</summary>
    public TorchNetwork Network { get; }

    /// <summary>Predicts the teachers' embeddings; null where there are none.</summary>
    public EmbeddingHead? Head { get; }

    /// <summary>The optimizer of the parameters of both.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Its step size.</summary>
    public LearningRateSchedule Schedule { get; }

    /// <summary>The best epoch.</summary>
    public EarlyStopping Stopping { get; }

    /// <summary>All epochs that are over.</summary>
    public List<EpochResult> History { get; } = [];

    /// <summary>Takes the end of an epoch into account.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <returns>True when it is the best so far.</returns>
    public bool Observe(EpochResult epoch)
    {
        History.Add(epoch);
        if (epoch.HasValidation)
        {
            Schedule.Observe(epoch.ValidationLoss);
        }

        return Stopping.Observe(epoch, Network.SaveWeights);
    }

    /// <summary>Frees the optimizer's state and the head.</summary>
    public void Dispose()
    {
        Optimizer.Dispose();
        Head?.Dispose();
    }
}
