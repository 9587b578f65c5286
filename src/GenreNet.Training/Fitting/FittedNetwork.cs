using GenreNet.Core.Datasets;
using GenreNet.Networks;
using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>What <see cref="Trainer.Fit"/> gives back.</summary>
public sealed class FittedNetwork : IDisposable
{
    private const int BatchSize = 256;

    internal FittedNetwork(NetworkSpec declaration, TorchNetwork network, IReadOnlyList<float> mean, IReadOnlyList<float> deviation, IReadOnlyList<EpochResult> history, int bestEpoch)
    {
        Declaration = declaration;
        Network = network;
        Mean = mean;
        Deviation = deviation;
        History = history;
        BestEpoch = bestEpoch;
    }

    /// <summary>The declaration that was fitted; of an ensemble, that of one member.</summary>
    public NetworkSpec Declaration { get; }

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

    /// <summary>How a linear network was fitted, and its answers for tracks that it was not fitted to; null for others.</summary>
    internal LinearFit? Linear { get; init; }

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

    /// <summary>Outputs of some layers.</summary>
    /// <param name="layers">Which, by their places in the declaration.</param>
    /// <param name="values">What goes into the first of them.</param>
    /// <param name="shape">Its shape.</param>
    internal float[] Run(Range layers, float[] values, long[] shape)
    {
        using IDisposable noGradient = no_grad();
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        return Network.Run(layers, tensor(values, shape)).contiguous().data<float>().ToArray();
    }

    /// <summary>Outputs of segments of a dataset, batch by batch.</summary>
    /// <param name="data">The data.</param>
    /// <param name="segments">Which segments, by index.</param>
    /// <returns>Logits <c>[segments, genres]</c>.</returns>
    public float[] Logits(FeatureSet data, IReadOnlyList<int> segments)
    {
        ArgumentNullException.ThrowIfNull(data);
        return [.. segments.Chunk(BatchSize).SelectMany(batch => Logits(data.Gather(batch), batch.Length))];
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();
}
