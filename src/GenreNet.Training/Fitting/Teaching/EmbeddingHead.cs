using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>
/// Represents the second output of a network with teachers: predicts the teachers' embeddings from the input of the last layer. It is not
/// exported.
/// </summary>
internal sealed class EmbeddingHead : IDisposable
{
    private readonly TorchSharp.Modules.Linear _layer;

    /// <summary>Creates the head with random weights from torch's generator.</summary>
    /// <param name="inputSize">Size of the input of the network's last layer.</param>
    /// <param name="embeddingSize">Size of the embedding.</param>
    /// <param name="device">The device of the weights; null for the CPU. The random weights do not depend on it.</param>
    public EmbeddingHead(int inputSize, int embeddingSize, Device? device = null)
    {
        _layer = nn.Linear(inputSize, embeddingSize);
        if (device is not null && device.type != DeviceType.CPU)
        {
            using TorchSharp.Modules.Linear start = _layer;
            using IDisposable noGradient = no_grad();
            _layer = nn.Linear(inputSize, embeddingSize, device: device);
            _layer.weight.copy_(start.weight);
            _layer.bias!.copy_(start.bias!);
        }
    }

    /// <summary>The named parameters.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> Parameters => _layer.named_parameters();

    /// <summary>Predicts embeddings.</summary>
    /// <param name="input">The input of the last layer, <c>[segments, input size]</c>.</param>
    public Tensor Predict(Tensor input) => _layer.forward(input);

    /// <inheritdoc/>
    public void Dispose() => _layer.Dispose();
}
