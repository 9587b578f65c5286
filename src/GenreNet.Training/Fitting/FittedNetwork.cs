using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>What <see cref="Trainer.Fit"/> gives back.</summary>
public sealed class FittedNetwork : IDisposable
{
    internal FittedNetwork(TorchNetwork network, float[] mean, float[] deviation, IReadOnlyList<EpochResult> history, int bestEpoch)
    {
        Network = network;
        Mean = mean;
        Deviation = deviation;
        History = history;
        BestEpoch = bestEpoch;
    }

    /// <summary>The network in evaluation mode, with the weights of <see cref="BestEpoch"/>.</summary>
    public TorchNetwork Network { get; }

    /// <summary>Mean per coefficient that the network subtracts.</summary>
    public IReadOnlyList<float> Mean { get; }

    /// <summary>Deviation per coefficient that the network divides by.</summary>
    public IReadOnlyList<float> Deviation { get; }

    /// <summary>All epochs in order.</summary>
    public IReadOnlyList<EpochResult> History { get; }

    /// <summary>The epoch with the lowest validation loss, counted from one.</summary>
    public int BestEpoch { get; }

    /// <summary>Outputs of segments.</summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>.</param>
    /// <param name="segmentCount">How many segments the array holds.</param>
    /// <returns>Logits <c>[segments, genres]</c>.</returns>
    public float[] Logits(float[] features, int segmentCount)
    {
        using IDisposable noGradient = no_grad();
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        Tensor input = tensor(features, [segmentCount, Network.Input[0], Network.Input[1]]);
        return Network.forward(input).data<float>().ToArray();
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();
}
