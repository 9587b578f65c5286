namespace GenreNet.Inference;

public sealed partial class GenreClassifier
{
    /// <summary>
    /// Finds out beforehand whether this machine can classify, by trying: .NET and processor, C++ runtime, ONNX Runtime's native library, ffmpeg, the
    /// temporary folder, the model, and an answer. Takes about a second, and never throws.
    /// </summary>
    /// <param name="modelPath">The <c>.onnx</c> file to try; null for the model that comes with the package.</param>
    /// <returns>What was found; its text is fit for people.</returns>
    public static EnvironmentReport CheckEnvironment(string? modelPath = null) => EnvironmentProbe.Run(modelPath);
}
