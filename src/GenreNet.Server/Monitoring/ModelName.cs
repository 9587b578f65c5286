using GenreNet.Inference;
using GenreNet.Inference.Hosting;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Monitoring;

/// <summary>
/// Provides the service's name for its model: the file name without the extension, or <c>default</c> for the embedded model.
/// </summary>
internal sealed class ModelName(IOptions<GenreClassifierOptions> options)
{
    /// <summary>Gets the name.</summary>
    public string Value { get; } = options.Value.ModelPath is { } path ? Path.GetFileNameWithoutExtension(path) : InstalledModels.Default;
}
