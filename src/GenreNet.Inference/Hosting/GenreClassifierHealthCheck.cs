using GenreNet.Core;
using GenreNet.Core.Audio;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GenreNet.Inference.Hosting;

/// <summary>
/// Checks whether the host's <see cref="GenreClassifier"/> can be loaded and classifies audio. Healthy if it does; degraded if ffmpeg is
/// missing, so that M4A, WMA and other formats are not read; otherwise the failure status of the registration, with a sentence that states the
/// reason. Takes a few milliseconds.
/// </summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="services">The services that <see cref="GenreClassifierServices.AddGenreClassifier"/> was called on.</param>
/// <example>
/// <code>
/// using Microsoft.Extensions.DependencyInjection;
///
/// var services = new ServiceCollection();
/// services.AddGenreClassifier();
/// services.AddHealthChecks().AddCheck&lt;GenreClassifierHealthCheck&gt;("genre");
/// </code>
/// </example>
/// <seealso cref="GenreClassifierServices"/>
public sealed class GenreClassifierHealthCheck(IServiceProvider services) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.Run(() => Check(context), cancellationToken);

    private HealthCheckResult Check(HealthCheckContext context)
    {
        try
        {
            // A host may also register its own classifier.
            using GenreClassifierLease? lease = services.GetService<GenreClassifierProvider>()?.Lease();
            GenreClassifier classifier = lease?.Classifier ?? services.GetRequiredService<GenreClassifier>();
            classifier.Try();
            var data = new Dictionary<string, object> { ["network"] = classifier.Card.Network, ["genres"] = classifier.Genres.Count };
            return AudioFile.FfmpegPath is not null
                ? HealthCheckResult.Healthy("The model is ready.", data)
                : HealthCheckResult.Degraded("The model is ready, but ffmpeg was not found on PATH: WAV, AU, AIFF, FLAC, MP3 and Ogg can be decoded, other formats such as M4A cannot. Install ffmpeg.", data: data);
        }
        catch (Exception problem) when (problem is GenreNetException or InvalidOperationException or ArgumentException)
        {
            // ObjectDisposedException, thrown by a disposed classifier, is also an InvalidOperationException.
            return new HealthCheckResult(context.Registration.FailureStatus, problem.Message, problem);
        }
    }
}
