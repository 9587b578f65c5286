using GenreNet.Core;
using GenreNet.Core.Download;
using GenreNet.Inference;
using Microsoft.Extensions.Logging;

namespace GenreNet.Pretrained;

/// <summary>Loads pretrained models: <c>GenreClassifier.LoadAsync(PretrainedModels.AudioSet)</c>.</summary>
public static class PretrainedClassifier
{
    extension(GenreClassifier)
    {
        /// <summary>Loads a pretrained model. The first call downloads and converts it; later ones need no network.</summary>
        /// <param name="model">The model: see <see cref="PretrainedModels"/>.</param>
        /// <param name="progress">Receives the bytes so far and, in sentences, what went wrong on the way; null for no reports.</param>
        /// <param name="cancellationToken">Stops at once; what was downloaded is kept, and the next call resumes it.</param>
        /// <exception cref="DownloadException">A checkpoint cannot be downloaded, or is not the pinned one.</exception>
        /// <exception cref="GenreNetException">The model cannot be stored, converted or loaded.</exception>
        public static Task<GenreClassifier> LoadAsync(
            PretrainedModel model, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
            LoadModelAsync(model, pretrained: null, options: null, loggerFactory: null, progress, cancellationToken);

        /// <summary>Loads a pretrained model. The first call downloads and converts it; later ones need no network.</summary>
        /// <param name="model">The model: see <see cref="PretrainedModels"/>.</param>
        /// <param name="pretrained">Where checkpoints come from and where they are stored; null for the defaults.</param>
        /// <param name="options">How calls that bring no options of their own classify; null for the defaults.</param>
        /// <param name="loggerFactory">Where to log; null for no log.</param>
        /// <param name="progress">Receives the bytes so far and, in sentences, what went wrong on the way; null for no reports.</param>
        /// <param name="cancellationToken">Stops at once; what was downloaded is kept, and the next call resumes it.</param>
        /// <exception cref="DownloadException">A checkpoint cannot be downloaded, or is not the pinned one.</exception>
        /// <exception cref="GenreNetException">The model cannot be stored, converted or loaded.</exception>
        /// <exception cref="ArgumentException">The options are out of range or not for this model.</exception>
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
