using GenreNet.Training.Fitting.Optimizers;
using GenreNet.Training.Fitting.Schedules;
using GenreNet.Training.Fitting.Stopping;
using GenreNet.Networks;
using GenreNet.Training.Torch;

namespace GenreNet.Training.Fitting;

/// <summary>All that changes while a network is fitted.</summary>
internal sealed class FittingState : IDisposable
{
    /// <summary>Before the first epoch.</summary>
    /// <param name="network">The network with its starting weights; it stays the caller's.</param>
    /// <param name="options">The settings.</param>
    public FittingState(TorchNetwork network, TrainingOptions options)
    {
        Network = network;
        Optimizer = Optimizer.Create(network.parameters(), options.Optimizer);
        Schedule = new LearningRateSchedule(options.Schedule, options.LearningRate, options.Epochs);
        Stopping = new EarlyStopping(options.Monitor, options.Patience);
    }

    /// <summary>The network.</summary>
    public TorchNetwork Network { get; }

    /// <summary>The optimizer of its parameters.</summary>
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

    /// <summary>Frees the optimizer's state.</summary>
    public void Dispose() => Optimizer.Dispose();
}
