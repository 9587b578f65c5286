using GenreNet.Core;
using GenreNet.Core.Download;
using GenreNet.Inference;

namespace GenreNet.Pretrained;

/// <summary>The cache folder of checkpoints and models: what is installed, and how it gets there. Thread-safe; several processes may use one folder.</summary>
/// <example>
/// <code>
/// var store = new PretrainedStore();
/// string model = await store.GetAsync(PretrainedModels.AudioSet);
/// </code>
/// </example>
public sealed class PretrainedStore
{
    private readonly StoreFolder _folder;
    private readonly CheckpointInstaller _checkpoints;
    private readonly ModelInstaller _models;

    /// <summary>Creates a store; nothing is written.</summary>
    /// <param name="options">Where checkpoints come from and where they are stored; null for the defaults.</param>
    /// <exception cref="GenreNetException">There is no folder: see <see cref="InstalledModels.Folder"/>.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PretrainedStore(PretrainedOptions? options = null)
    {
        options ??= new PretrainedOptions();
        options.Download.Validate();
        if (options.Folder is { } path && !Path.IsPathFullyQualified(path))
        {
            throw new ArgumentException($"The cache folder is '{path}', which is a relative path: give the absolute path of a folder.", nameof(options));
        }

        if (options.CheckpointFolder is { } brought && !Directory.Exists(brought))
        {
            throw new ArgumentException($"The folder of checkpoints '{brought}' does not exist: give a folder with checkpoint files, or leave it out.", nameof(options));
        }

        _folder = new StoreFolder(options.Folder ?? InstalledModels.Folder);
        _checkpoints = new CheckpointInstaller(_folder, options);
        _models = new ModelInstaller(_folder, _checkpoints, options);
    }

    /// <summary>The cache folder; need not exist.</summary>
    public string Folder => _folder.Path;

    /// <summary>The checkpoints that are known: those of <see cref="PretrainedCheckpoints"/>, and those that were added under other names.</summary>
    public IReadOnlyList<PretrainedCheckpoint> Checkpoints => _checkpoints.Known();

    /// <summary>The models that are known: those of <see cref="PretrainedModels"/>, and those that added checkpoints are.</summary>
    public IReadOnlyList<PretrainedModel> Models
    {
        get
        {
            IEnumerable<PretrainedModel> added = Checkpoints
                .Where(checkpoint => checkpoint is { Network: PretrainedNetwork.EfficientAt, Sha256: not null })
                .Select(PretrainedModels.AudioSetOf);
            return [.. PretrainedModels.All.Concat(added).DistinctBy(model => model.Name)];
        }
    }

    /// <summary>Returns the path of a checkpoint in the cache folder; null where it is not installed.</summary>
    /// <param name="checkpoint">The checkpoint. Its content is verified by <see cref="GetAsync(PretrainedCheckpoint, IProgress{DownloadProgress}, CancellationToken)"/>.</param>
    public string? Find(PretrainedCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return _checkpoints.IsInstalled(checkpoint) ? _folder.PathOf(checkpoint) : null;
    }

    /// <summary>Returns the path of a model in the cache folder; null where it is not installed.</summary>
    /// <param name="model">The model.</param>
    public string? Find(PretrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return File.Exists(_folder.PathOf(model)) ? _folder.PathOf(model) : null;
    }

    /// <summary>Makes sure that a checkpoint is installed: downloads it where it is not, and verifies it.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="progress">Receives the bytes so far and, in sentences, what went wrong on the way; null for no reports.</param>
    /// <param name="cancellationToken">Stops at once; what was downloaded is kept.</param>
    /// <returns>The path of its file.</returns>
    /// <exception cref="GenreNetException">It cannot be had or stored; the message says what to do.</exception>
    public Task<string> GetAsync(
        PretrainedCheckpoint checkpoint, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return _checkpoints.GetAsync(checkpoint, progress, cancellationToken);
    }

    /// <summary>Makes sure that a model is installed: downloads its checkpoints where they are not, and converts them once.</summary>
    /// <param name="model">The model.</param>
    /// <param name="progress">Receives the bytes so far and, in sentences, what went wrong on the way; null for no reports.</param>
    /// <param name="cancellationToken">Stops at once; what was downloaded is kept.</param>
    /// <returns>The path of its ONNX file.</returns>
    /// <exception cref="GenreNetException">It cannot be had, converted or stored; the message says what to do.</exception>
    public Task<string> GetAsync(PretrainedModel model, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return _models.GetAsync(model, progress, cancellationToken);
    }

    /// <summary>Installs all models whose checkpoints are installed. Nothing is downloaded.</summary>
    /// <param name="progress">Receives what is being converted; null for no reports.</param>
    /// <param name="cancellationToken">Stops between two models.</param>
    /// <returns>The models that are installed.</returns>
    /// <exception cref="GenreNetException">One cannot be converted or stored.</exception>
    public async Task<IReadOnlyList<PretrainedModel>> ConvertInstalledAsync(
        IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        PretrainedModel[] ready = [.. Models.Where(model => model.Checkpoints.All(_checkpoints.IsInstalled))];
        foreach (PretrainedModel model in ready)
        {
            await _models.GetAsync(model, progress, cancellationToken).ConfigureAwait(false);
        }

        return ready;
    }

    /// <summary>Installs a checkpoint file that was brought by hand.</summary>
    /// <param name="file">The file, which is copied.</param>
    /// <param name="name">
    /// The name of a checkpoint without a pinned checksum, or a new name of letters, digits and hyphens; null where the checksum of the file is pinned.
    /// </param>
    /// <param name="sha256">The expected SHA-256, which a name without a pinned checksum needs; null where it is pinned.</param>
    /// <param name="cancellationToken">Stops before the file is stored.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="GenreNetException">It is another file than expected, is no checkpoint of a known network, or cannot be stored.</exception>
    public PretrainedCheckpoint Add(string file, string? name = null, string? sha256 = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        PretrainedCheckpoint checkpoint = new AddedCheckpoint(file, name, sha256).Identify(Checkpoints, cancellationToken);
        _checkpoints.Add(file, checkpoint, cancellationToken);
        return checkpoint;
    }

    /// <summary>Removes a model from the cache folder.</summary>
    /// <param name="model">The model; its checkpoints stay.</param>
    /// <returns>The paths that were deleted; none where the model was not installed.</returns>
    /// <exception cref="GenreNetException">A file cannot be deleted.</exception>
    public IReadOnlyList<string> Remove(PretrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return StoreFolder.Delete([_folder.PathOf(model), _folder.RecordOf(model)]);
    }

    /// <summary>Removes a checkpoint from the cache folder, with the beginnings of downloads and the models that were made of it.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <returns>The paths that were deleted; none where nothing was installed.</returns>
    /// <exception cref="GenreNetException">A file cannot be deleted.</exception>
    public IReadOnlyList<string> Remove(PretrainedCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        IEnumerable<PretrainedModel> made = Models.Where(model => model.Checkpoints.Any(other => other.Name == checkpoint.Name));
        return [.. made.SelectMany(Remove), .. StoreFolder.Delete([_folder.PathOf(checkpoint), _folder.RecordOf(checkpoint), .. _folder.PartialsOf(checkpoint)])];
    }
}
