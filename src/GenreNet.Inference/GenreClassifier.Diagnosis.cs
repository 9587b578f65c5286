namespace GenreNet.Inference;

public sealed partial class GenreClassifier
{
    /// <summary>
    /// Checks whether this machine can classify by trying each component: .NET and processor, C++ runtime, ONNX Runtime's native library,
    /// ffmpeg, the temporary folder, the model, and a classification. Takes about a second, and never throws.
    /// </summary>
    /// <param name="modelPath">The <c>.onnx</c> file to try; null for the model that is included in the package.</param>
    /// <returns>The results of the checks; <see cref="EnvironmentReport.ToString"/> formats them for display.</returns>
    public static EnvironmentReport CheckEnvironment(string? modelPath = null) => EnvironmentProbe.Run(modelPath);
}
