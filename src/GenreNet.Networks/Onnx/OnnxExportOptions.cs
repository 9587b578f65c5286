namespace GenreNet.Networks;

/// <summary>Specifies how <see cref="OnnxExporter"/> writes a file.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>
    /// Gets whether matrices and kernels are stored as float16, which halves the file size. ONNX Runtime converts them to float32 when it
    /// loads the file, and computes in float32. Default false.
    /// </summary>
    public bool HasHalfWeights { get; init; }
}
