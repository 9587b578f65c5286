namespace GenreNet.Inference.Hosting;

/// <summary>Specifies the model and the settings of a host's classifier.</summary>
/// <remarks>Not thread-safe: set the properties before the host starts. The host only reads them afterwards.</remarks>
/// <seealso cref="GenreClassifierServices"/>
public sealed class GenreClassifierOptions
{
    /// <summary>
    /// Gets or sets the path of the <c>.onnx</c> file or of the folder of a run, or the name of an installed model
    /// (<see cref="InstalledModels"/>), which the host replaces with the path of the file at startup. Null, the default, or <c>default</c> selects the model that is included in the package.
    /// </summary>
    public string? ModelPath { get; set; }

    /// <summary>Gets or sets the options used when a call does not pass any.</summary>
    public ClassificationOptions Classification { get; set; } = ClassificationOptions.Default;

    /// <summary>
    /// Gets or sets whether the model is loaded, and run once on synthetic audio, before the host is ready. Default true; otherwise the
    /// first caller waits.
    /// </summary>
    public bool WarmUp { get; set; } = true;
}
