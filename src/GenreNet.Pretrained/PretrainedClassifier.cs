using GenreNet.Core;
using GenreNet.Core.Download;
using GenreNet.Inference;
using Microsoft.Extensions.Logging;

namespace GenreNet.Pretrained;

/// <summary>Loads pretrained models: <c>GenreClassifier.LoadAsync(PretrainedModels.AudioSet)</c>.</summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// using GenreNet.Inference;
///
/// using var classifier = await GenreClassifier.LoadAsync(PretrainedModels.AudioSet);
/// Console.WriteLine(classifier.Classify("song.wav").Genre);
/// </code>
/// </example>
/// <seealso cref="PretrainedModels"/>
/// <seealso cref="PretrainedStore"/>
public static class PretrainedClassifier
{
    extension(GenreClassifier)
    {
        /// <summary>Loads a pretrained model. The first call downloads and converts it; later calls do not use the network.</summary>
        /// <param name="model">The model: see <see cref="PretrainedModels"/>.</param>
        /// <param name="progress">Receives the number of bytes so far, and problems as sentences; null for no reports.</param>
        /// <param name="cancellationToken">Stops at once. Partial downloads are kept, and the next call resumes them.</param>
        /// <exception cref="DownloadException">A checkpoint cannot be downloaded, or does not match the pinned checksum.</exception>
        /// <exception cref="GenreNetException">The model cannot be stored, converted or loaded.</exception>
        public static Task<GenreClassifier> LoadAsync(
            PretrainedModel model, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
            LoadModelAsync(model, pretrained: null, options: null, loggerFactory: null, progress, cancellationToken);

        /// <summary>Loads a pretrained model. The first call downloads and converts it; later calls do not use the network.</summary>
        /// <param name="model">The model: see <see cref="PretrainedModels"/>.</param>
        /// <param name="pretrained">The source of the checkpoints and where they are stored; null for the defaults.</param>
        /// <param name="options">The options used when a call does not pass any; null for the defaults.</param>
        /// <param name="loggerFactory">Creates the logger; null to disable logging.</param>
        /// <param name="progress">Receives the number of bytes so far, and problems as sentences; null for no reports.</param>
        /// <param name="cancellationToken">Stops at once. Partial downloads are kept, and the next call resumes them.</param>
        /// <exception cref="DownloadException">A checkpoint cannot be downloaded, or does not match the pinned checksum.</exception>
        /// <exception cref="GenreNetException">The model cannot be stored, converted or loaded.</exception>
        /// <exception cref="ArgumentException">The options are out of range or not supported by this model.</exception>
        public static Task<GenreClassifier> LoadAsync(
            PretrainedModel model, PretrainedOptions? pretrained, ClassificationOptions? options = null, ILoggerFactory? loggerFactory = null,
            IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
            LoadModelAsync(model, pretrained, options, loggerFactory, progress, cancellationToken);
    }

    private static async Task<GenreClassifier> LoadModelAsync(
        PretrainedModel model, PretrainedOptions? pretrained, ClassificationOptions? options, ILoggerFactory? loggerFactory,
        IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        string path = await new PretrainedStore(pretrained).GetAsync(model, progress, cancellationToken).ConfigureAwait(false);
        return GenreClassifier.Load(path, options, loggerFactory);
    }
}
