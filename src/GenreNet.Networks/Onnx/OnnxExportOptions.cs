namespace GenreNet.Networks;

/// <summary>How <see cref="OnnxExporter"/> writes a file.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>
    /// Whether matrices and kernels are stored as float16, which halves the file. ONNX Runtime converts them to float32 while it loads the
    /// file and computes as before. Default false.
    /// </summary>
    public bool HasHalfWeights { get; init; }
}
