using GenreNet.Core.Errors;

namespace GenreNet.Pretrained.Installation;

/// <summary>Makes ONNX files of the networks of <see cref="PretrainedNetwork"/>.</summary>
internal sealed class ModelConverter : IModelConverter
{
    /// <summary>It has no state.</summary>
    public static ModelConverter Instance { get; } = new();

    /// <inheritdoc/>
    public string Version => "1";

    /// <inheritdoc/>
    public void Check(string path, PretrainedNetwork network)
    {
    }

    /// <inheritdoc/>
    public byte[] Convert(PretrainedModel model, IReadOnlyList<string> checkpoints) =>
        throw new GenreNetException($"{model.Name} cannot be converted yet.");
}
