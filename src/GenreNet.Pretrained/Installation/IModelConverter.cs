using GenreNet.Core;

namespace GenreNet.Pretrained;

/// <summary>Makes ONNX files of checkpoints.</summary>
internal interface IModelConverter
{
    /// <summary>Distinguishes conversions: a file that was made by another version is made again.</summary>
    string Version { get; }

    /// <summary>Makes sure that a file holds the weights of a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="checkpoint">The checkpoint: its network, and its width where it is known.</param>
    /// <exception cref="GenreNetException">It is another file, is damaged, or has values that are not finite numbers.</exception>
    void Check(string path, PretrainedCheckpoint checkpoint);

    /// <summary>Returns the bytes of the ONNX file of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="checkpoints">The files of its checkpoints, in their order; verified.</param>
    /// <param name="hasHalfWeights">Whether weights are stored as float16.</param>
    /// <exception cref="GenreNetException">A file is a checkpoint of another network, is damaged, or has values that are not finite numbers.</exception>
    byte[] Convert(PretrainedModel model, IReadOnlyList<string> checkpoints, bool hasHalfWeights);
}
