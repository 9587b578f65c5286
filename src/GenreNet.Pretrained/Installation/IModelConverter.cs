using GenreNet.Core;

namespace GenreNet.Pretrained;

/// <summary>Converts checkpoints to ONNX files.</summary>
internal interface IModelConverter
{
    /// <summary>Gets the version of the conversion: a file created by another version is converted again.</summary>
    string Version { get; }

    /// <summary>Checks that a file contains the weights of a checkpoint.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="checkpoint">The checkpoint: its network, and its width if it is known.</param>
    /// <exception cref="GenreNetException">The file is not that checkpoint, is damaged, or contains values that are not finite.</exception>
    void Check(string path, PretrainedCheckpoint checkpoint);

    /// <summary>Returns the content of the ONNX file of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="checkpoints">Paths of its verified checkpoints, in their order.</param>
    /// <param name="hasHalfWeights">Whether weights are stored as float16.</param>
    /// <exception cref="GenreNetException">A file is a checkpoint of another network, is damaged, or contains values that are not
    /// finite.</exception>
    byte[] Convert(PretrainedModel model, IReadOnlyList<string> checkpoints, bool hasHalfWeights);
}
