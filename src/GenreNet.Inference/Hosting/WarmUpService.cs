using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GenreNet.Inference.Hosting;

/// <summary>
/// Loads and tries the models before the host is ready, so that the first request is not slow and a broken model is found at startup.
/// </summary>
internal sealed class WarmUpService(
    IServiceProvider services, IEnumerable<ClassifierRegistration> classifiers, IOptionsMonitor<GenreClassifierOptions> options, ILogger<GenreClassifier> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (ClassifierRegistration registration in classifiers)
        {
            if (options.Get(registration.Key ?? Options.DefaultName).WarmUp)
            {
                await Task.Run(() => WarmUp(registration.Key), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void WarmUp(string? key)
    {
        using GenreClassifierLease? lease = key is null ? services.GetRequiredService<GenreClassifierProvider>().Lease() : null;
        GenreClassifier classifier = lease?.Classifier ?? services.GetRequiredKeyedService<GenreClassifier>(key);
        long start = Stopwatch.GetTimestamp();
        classifier.Try();
        ClassifierLog.WarmedUp(logger, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
}
