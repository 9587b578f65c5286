using GenreNet.Core;
using GenreNet.Inference.Hosting;
using Microsoft.Extensions.Options;

namespace GenreNet.Server.Lifetime;

/// <summary>Reloads the model from its file. Requests keep the model that they began with.</summary>
internal sealed class ModelReload(GenreClassifierProvider models, IOptions<GenreClassifierOptions> options) : IReloadable
{
    public string Name => "model";

    public string? WatchedFile => options.Value.ModelPath;

    public bool Reload()
    {
        // The embedded model does not change.
        if (WatchedFile is null)
        {
            return false;
        }

        try
        {
            models.Reload();
            return true;
        }
        catch (ArgumentException problem)
        {
            throw new GenreNetException(
                $"The new model does not support the settings in GenreNet:Classification ({problem.Message.TrimEnd('.')}): change the settings or the model.",
                problem);
        }
    }
}
