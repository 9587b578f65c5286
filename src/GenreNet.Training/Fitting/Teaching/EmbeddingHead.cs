using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>The second output of a network that is taught: predicts the teachers' embeddings from what goes into the last layer. It is not exported.</summary>
internal sealed class EmbeddingHead : IDisposable
{
    private readonly TorchSharp.Modules.Linear _layer;

    /// <summary>Creates it with random weights of torch's generator.</summary>
    /// <param name="inputSize">Numbers that go into the network's last layer.</param>
    /// <param name="embeddingSize">Numbers of the embedding.</param>
    public EmbeddingHead(int inputSize, int embeddingSize) => _layer = nn.Linear(inputSize, embeddingSize);

    /// <summary>Its parameters, by name.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> Parameters => _layer.named_parameters();

    /// <summary>Predicts embeddings.</summary>
    /// <param name="input"><c>[segments, numbers]</c>.</param>
    public Tensor Predict(Tensor input) => _layer.forward(input);

    /// <inheritdoc/>
    public void Dispose() => _layer.Dispose();
}
