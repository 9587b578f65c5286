namespace GenreNet.Inference.Hosting;

/// <summary>What a host's classifier is.</summary>
public sealed class GenreClassifierOptions
{
    /// <summary>
    /// The <c>.onnx</c> file, or the name of an installed model (<see cref="InstalledModels"/>), which the host replaces by its file when
    /// it starts. Null, the default, or <c>default</c> for the model that comes with the package.
    /// </summary>
    public string? ModelPath { get; set; }

    /// <summary>How calls that bring no options of their own classify.</summary>
    public ClassificationOptions Classification { get; set; } = ClassificationOptions.Default;

    /// <summary>Whether the model is loaded, and tried on made-up audio, before the host is ready. Default true; without, the first who needs it waits.</summary>
    public bool WarmUp { get; set; } = true;
}
