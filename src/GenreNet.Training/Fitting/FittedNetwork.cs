using GenreNet.Core.Datasets;
using GenreNet.Networks;
using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Represents the result of a <see cref="Trainer"/>.</summary>
public sealed class FittedNetwork : IDisposable
{
    private const int BatchSize = 256;

    internal FittedNetwork(NetworkSpec declaration, TorchNetwork network, ReadOnlyMemory<float> mean, ReadOnlyMemory<float> deviation, IReadOnlyList<EpochResult> history, int bestEpoch)
    {
        Declaration = declaration;
        Network = network;
        Mean = mean;
        Deviation = deviation;
        History = history;
        BestEpoch = bestEpoch;
        Histories = [new NetworkHistory(history, bestEpoch)];
    }

    /// <summary>The network specification that was fitted; for an ensemble, that of one member.</summary>
    public NetworkSpec Declaration { get; }

    /// <summary>The network in evaluation mode, with the weights of <see cref="BestEpoch"/>.</summary>
    public TorchNetwork Network { get; }

    /// <summary>Mean of each coefficient, which the network subtracts.</summary>
    public ReadOnlyMemory<float> Mean { get; }

    /// <summary>Standard deviation of each coefficient, by which the network divides.</summary>
    public ReadOnlyMemory<float> Deviation { get; }

    /// <summary>The results of all epochs, in order; for an ensemble, those of its first network.</summary>
    public IReadOnlyList<EpochResult> History { get; }

    /// <summary>The epoch with the lowest validation loss, counted from one; for an ensemble, that of its first network.</summary>
    public int BestEpoch { get; }

    /// <summary>How each network of an ensemble was fitted, in the order of fitting; one entry without an ensemble.</summary>
    public IReadOnlyList<NetworkHistory> Histories { get; internal init; }

    /// <summary>
    /// How a linear network was fitted, and its out-of-fold predictions for the training tracks; null for other networks.
    /// </summary>
    internal LinearFit? Linear { get; init; }

    /// <summary>How a trainer of ML.NET was fitted, and its own predictions; null for other networks.</summary>
    internal TrainerFit? Trainer { get; init; }

    /// <summary>Computes the logits of segments.</summary>
    /// <param name="features">Features, <c>[segments, frames, coefficients]</c>.</param>
    /// <param name="segmentCount">Number of segments in the array.</param>
    /// <returns>Logits <c>[segments, genres]</c>.</returns>
    public float[] Logits(float[] features, int segmentCount)
    {
        using IDisposable noGradient = no_grad();
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        Tensor input = tensor(features, [segmentCount, Network.Input[0], Network.Input[1]]);
        return Network.forward(input).data<float>().ToArray();
    }

    /// <summary>Computes the output of a range of layers.</summary>
    /// <param name="layers">The layers, by their index in the network specification.</param>
    /// <param name="values">The input of the first of these layers.</param>
    /// <param name="shape">The shape of the input.</param>
    internal float[] Run(Range layers, float[] values, long[] shape)
    {
        using IDisposable noGradient = no_grad();
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        return Network.Run(layers, tensor(values, shape)).contiguous().data<float>().ToArray();
    }

    /// <summary>Computes the logits of segments of a dataset, batch by batch.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="segments">The segments, by index.</param>
    /// <returns>Logits <c>[segments, genres]</c>.</returns>
    public float[] Logits(FeatureSet data, IReadOnlyList<int> segments)
    {
        ArgumentNullException.ThrowIfNull(data);
        return [.. segments.Chunk(BatchSize).SelectMany(batch => Logits(data.Gather(batch), batch.Length))];
    }

    /// <summary>Disposes the network.</summary>
    public void Dispose() => Network.Dispose();
}
