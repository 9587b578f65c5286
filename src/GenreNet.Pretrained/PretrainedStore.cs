using GenreNet.Core;
using GenreNet.Core.Download;
using GenreNet.Inference;

namespace GenreNet.Pretrained;

/// <summary>
/// Manages the cache folder of checkpoints and models: lists, installs and removes them. Thread-safe; several processes may use one folder.
/// </summary>
/// <example>
/// <code>
/// var store = new PretrainedStore();
/// string model = await store.GetAsync(PretrainedModels.AudioSet);
/// </code>
/// </example>
/// <seealso cref="PretrainedModels"/>
/// <seealso cref="PretrainedOptions"/>
public sealed class PretrainedStore
{
    private readonly StoreFolder _folder;
    private readonly CheckpointInstaller _checkpoints;
    private readonly ModelInstaller _models;

    /// <summary>Creates a store. Does not write to the folder.</summary>
    /// <param name="options">The source of the checkpoints and where they are stored; null for the defaults.</param>
    /// <exception cref="GenreNetException">The folder cannot be determined: see <see cref="InstalledModels.Folder"/>.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PretrainedStore(PretrainedOptions? options = null)
    {
        options ??= new PretrainedOptions();
        options.Download.Validate();
        if (options.Folder is { } path && !Path.IsPathFullyQualified(path))
        {
            throw new ArgumentException($"The cache folder '{path}' is a relative path: specify an absolute path.", nameof(options));
        }

        if (options.CheckpointFolder is { } brought && !Directory.Exists(brought))
        {
            throw new ArgumentException($"The folder of checkpoints '{brought}' does not exist: specify a folder with checkpoint files, or omit the setting.", nameof(options));
        }

        _folder = new StoreFolder(options.Folder ?? InstalledModels.Folder);
        _checkpoints = new CheckpointInstaller(_folder, options);
        _models = new ModelInstaller(_folder, _checkpoints, options);
    }

    /// <summary>Gets the cache folder; need not exist.</summary>
    public string Folder => _folder.Path;

    /// <summary>
    /// Gets the known checkpoints: those of <see cref="PretrainedCheckpoints"/>, and those that were added under other names.
    /// </summary>
    public IReadOnlyList<PretrainedCheckpoint> Checkpoints => _checkpoints.Known();

    /// <summary>Gets the known models: those of <see cref="PretrainedModels"/>, and those based on added checkpoints.</summary>
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

    /// <summary>Returns the path of a checkpoint in the cache folder; null if it is not installed.</summary>
    /// <param name="checkpoint">The checkpoint. Its content is verified by
    /// <see cref="GetAsync(PretrainedCheckpoint, IProgress{DownloadProgress}, CancellationToken)"/>.</param>
    public string? Find(PretrainedCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return _checkpoints.IsInstalled(checkpoint) ? _folder.PathOf(checkpoint) : null;
    }

    /// <summary>Returns the path of a model in the cache folder; null if it is not installed.</summary>
    /// <param name="model">The model.</param>
    public string? Find(PretrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return File.Exists(_folder.PathOf(model)) ? _folder.PathOf(model) : null;
    }

    /// <summary>Installs a checkpoint if necessary by downloading it, and verifies it.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="progress">Receives the number of bytes so far, and problems as sentences; null for no reports.</param>
    /// <param name="cancellationToken">Stops at once. Partial downloads are kept.</param>
    /// <returns>The path of its file.</returns>
    /// <exception cref="GenreNetException">The checkpoint is not available or cannot be stored; the message states what to do.</exception>
    public Task<string> GetAsync(
        PretrainedCheckpoint checkpoint, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return _checkpoints.GetAsync(checkpoint, progress, cancellationToken);
    }

    /// <summary>Installs a model if necessary: downloads missing checkpoints, and converts them once.</summary>
    /// <param name="model">The model.</param>
    /// <param name="progress">Receives the number of bytes so far, and problems as sentences; null for no reports.</param>
    /// <param name="cancellationToken">Stops at once. Partial downloads are kept.</param>
    /// <returns>The path of its ONNX file.</returns>
    /// <exception cref="GenreNetException">The model is not available, or cannot be converted or stored; the message states what to
    /// do.</exception>
    public Task<string> GetAsync(PretrainedModel model, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return _models.GetAsync(model, progress, cancellationToken);
    }

    /// <summary>Installs all models whose checkpoints are installed, or those that one checkpoint is part of. Does not download anything.</summary>
    /// <param name="checkpoint">Models without this checkpoint stay as they are; null for all models.</param>
    /// <param name="progress">Receives the progress of the conversions; null for no reports.</param>
    /// <param name="cancellationToken">Stops between two models.</param>
    /// <returns>The installed models.</returns>
    /// <exception cref="GenreNetException">A model cannot be converted or stored.</exception>
    public async Task<IReadOnlyList<PretrainedModel>> ConvertInstalledAsync(
        PretrainedCheckpoint? checkpoint = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        PretrainedModel[] ready = [.. Models.Where(model => model.Checkpoints.All(_checkpoints.IsInstalled)
            && (checkpoint is null || model.Checkpoints.Any(own => own.Name == checkpoint.Name)))];
        foreach (PretrainedModel model in ready)
        {
            await _models.GetAsync(model, progress, cancellationToken).ConfigureAwait(false);
        }

        return ready;
    }

    /// <summary>Installs a checkpoint file provided by the user.</summary>
    /// <param name="file">Path of the file, which is copied.</param>
    /// <param name="name">
    /// The name of a checkpoint without a pinned checksum, or a new name of letters, digits and hyphens; null if the checksum of the file
    /// is pinned.
    /// </param>
    /// <param name="sha256">The expected SHA-256, required for a name without a pinned checksum; null if it is pinned.</param>
    /// <param name="cancellationToken">Stops before the file is stored.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="GenreNetException">The file is not the expected one, is not a checkpoint of a known network, or cannot be
    /// stored.</exception>
    public PretrainedCheckpoint Add(string file, string? name = null, string? sha256 = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        PretrainedCheckpoint checkpoint = new AddedCheckpoint(file, name, sha256).Identify(Checkpoints, cancellationToken);
        _checkpoints.Add(file, checkpoint, cancellationToken);
        return checkpoint;
    }

    /// <summary>Removes a model from the cache folder.</summary>
    /// <param name="model">The model; its checkpoints stay.</param>
    /// <returns>The paths that were deleted; empty if the model was not installed.</returns>
    /// <exception cref="GenreNetException">A file cannot be deleted.</exception>
    public IReadOnlyList<string> Remove(PretrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return StoreFolder.Delete([_folder.PathOf(model), _folder.RecordOf(model)]);
    }

    /// <summary>
    /// Removes a checkpoint from the cache folder, with its partial downloads and the models that were converted from it.
    /// </summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <returns>The paths that were deleted; empty if nothing was installed.</returns>
    /// <exception cref="GenreNetException">A file cannot be deleted.</exception>
    public IReadOnlyList<string> Remove(PretrainedCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        IEnumerable<PretrainedModel> made = Models.Where(model => model.Checkpoints.Any(other => other.Name == checkpoint.Name));
        return [.. made.SelectMany(Remove), .. StoreFolder.Delete([_folder.PathOf(checkpoint), _folder.RecordOf(checkpoint), .. _folder.PartialsOf(checkpoint)])];
    }
}
