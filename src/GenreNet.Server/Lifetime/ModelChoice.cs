using GenreNet.Inference;
using GenreNet.Inference.Hosting;
using GenreNet.Server.Monitoring;

namespace GenreNet.Server.Lifetime;

/// <summary>
/// Selects the model if the settings name none, and logs the choice: an installed pretrained model, or else the embedded one.
/// </summary>
internal sealed partial class ModelChoice(IConfiguration configuration, ModelName model, ILogger<ModelChoice> logger) : IHostedService
{
    private const string Setting = $"{Section}:{nameof(GenreClassifierOptions.ModelPath)}";

    /// <summary>The section of the settings that the classifier's options are bound to.</summary>
    public const string Section = "GenreNet";

    /// <summary>Sets the model of options that do not name one.</summary>
    /// <param name="options">The options.</param>
    public static void Apply(GenreClassifierOptions options) => options.ModelPath ??= InstalledModels.Find(InstalledModels.Pretrained);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration[Setting] is null)
        {
            if (model.Value == InstalledModels.Default)
            {
                LogEmbedded(logger, InstalledModels.InstallCommand(InstalledModels.Pretrained));
            }
            else
            {
                LogInstalled(logger, model.Value);
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "Using the installed model {Model}; --model default selects the embedded model")]
    private static partial void LogInstalled(ILogger logger, string model);

    [LoggerMessage(
        2, LogLevel.Information, "Using the small embedded model; '{Command}' installs a more accurate model, which is used after a restart")]
    private static partial void LogEmbedded(ILogger logger, string command);
}
