using GenreNet.Training.Torch;
using TorchSharp.Modules;

namespace GenreNet.Training.Fitting;

/// <summary>Holds all mutable state of a fit.</summary>
internal sealed class FittingState : IDisposable
{
    /// <summary>Creates the state before the first epoch.</summary>
    /// <param name="network">The network with its starting weights, on the device; the caller keeps ownership.</param>
    /// <param name="options">The training settings.</param>
    /// <param name="head">The head that predicts the teachers' embeddings; null without embeddings. The state disposes it.</param>
    /// <param name="isOnCpu">Whether network and head are in the memory of the CPU.</param>
    public FittingState(TorchNetwork network, TrainingOptions options, EmbeddingHead? head = null, bool isOnCpu = true)
    {
        Network = network;
        Head = head;
        Parameter[] parameters = [.. network.parameters().Where(parameter => parameter.requires_grad), .. head?.Parameters.Select(p => p.Parameter) ?? []];
        Optimizer = Optimizer.Create(parameters, options.Optimizer, [.. parameters.Select(network.L2Of)], isOnCpu);
        Schedule = new LearningRateSchedule(options.Schedule, options.LearningRate, options.Epochs);
        Stopping = new EarlyStopping(options.Monitor, options.Patience);
    }

    /// <summary>The network.</summary>
    public TorchNetwork Network { get; }

    /// <summary>The head that predicts the teachers' embeddings; null without embeddings.</summary>
    public EmbeddingHead? Head { get; }

    /// <summary>The optimizer of the parameters of network and head.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The learning rate schedule.</summary>
    public LearningRateSchedule Schedule { get; }

    /// <summary>Tracks the best epoch.</summary>
    public EarlyStopping Stopping { get; }

    /// <summary>The results of all completed epochs.</summary>
    public List<EpochResult> History { get; } = [];

    /// <summary>Updates history, schedule and early stopping at the end of an epoch.</summary>
    /// <param name="epoch">The result of the epoch.</param>
    /// <returns>True if it is the best epoch so far.</returns>
    public bool Observe(EpochResult epoch)
    {
        History.Add(epoch);
        if (epoch.HasValidation)
        {
            Schedule.Observe(epoch.ValidationLoss);
        }

        return Stopping.Observe(epoch, Network.SaveWeights);
    }

    /// <summary>Disposes the optimizer state and the head.</summary>
    public void Dispose()
    {
        Optimizer.Dispose();
        Head?.Dispose();
    }
}
