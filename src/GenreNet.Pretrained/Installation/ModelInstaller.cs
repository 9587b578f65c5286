using System.Security.Cryptography;
using GenreNet.Core;
using GenreNet.Core.Download;
using GenreNet.Core.IO;

namespace GenreNet.Pretrained;

/// <summary>Converts checkpoints to models in the cache folder, once per model.</summary>
internal sealed class ModelInstaller(StoreFolder folder, CheckpointInstaller checkpoints, PretrainedOptions options)
{
    /// <summary>Returns the path of a model that can be used as it is; null if it must be converted.</summary>
    /// <remarks>
    /// A file without a record was placed there by the user, and is used. A damaged file, or one created by another version, is converted
    /// again if its checkpoints are in the cache folder. Otherwise, a file of another version is used as it is.
    /// </remarks>
    public string? Find(PretrainedModel model)
    {
        string path = folder.PathOf(model);
        if (!File.Exists(path))
        {
            return null;
        }

        if (StoreJson.Read(folder.RecordOf(model), StoreJson.Default.ModelRecord) is not { } record)
        {
            return path;
        }

        bool isDamaged = record.Sha256 != HashOf(path);
        bool isCurrent = record.Converter == options.Converter.Version && record.Checkpoints.SequenceEqual(model.Checkpoints.Select(checkpoint => checkpoint.Sha256));
        return !isDamaged && (isCurrent || !model.Checkpoints.All(checkpoints.IsInstalled)) ? path : null;
    }

    /// <summary>Installs a model in the cache folder if necessary.</summary>
    /// <returns>The path of its ONNX file.</returns>
    /// <exception cref="GenreNetException">A checkpoint is not available or cannot be converted, or the model cannot be stored.</exception>
    public async Task<string> GetAsync(PretrainedModel model, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (Find(model) is { } installed)
        {
            return installed;
        }

        List<string> files = [];
        foreach (PretrainedCheckpoint checkpoint in model.Checkpoints)
        {
            files.Add(await checkpoints.GetAsync(checkpoint, progress, cancellationToken).ConfigureAwait(false));
        }

        folder.RequireWritable();
        string path = folder.PathOf(model);
        using FileLock held = await FileLock.AcquireAsync($"{path}.lock", waiting: null, cancellationToken).ConfigureAwait(false);
        // Another process may have converted it meanwhile.
        return Find(model) ?? await ConvertAsync(model, files, path, progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> ConvertAsync(
        PretrainedModel model, List<string> files, string path, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        long total = files.Sum(file => new FileInfo(file).Length);
        progress?.Report(new DownloadProgress(DownloadStage.Converting, 0, total));
        byte[] content = await Task.Run(() => options.Converter.Convert(model, files, options.StoreWeightsAsFloat16), cancellationToken).ConfigureAwait(false);
        // The record is written first: a file without one would be treated as placed there by the user.
        var record = new ModelRecord(
            options.Converter.Version, [.. model.Checkpoints.Select(checkpoint => checkpoint.Sha256!)], Convert.ToHexStringLower(SHA256.HashData(content)));
        StoreJson.Write(folder.RecordOf(model), record, StoreJson.Default.ModelRecord);
        AtomicFile.Write(path, stream => stream.Write(content));
        AtomicFile.DeleteLeftovers(path);
        progress?.Report(new DownloadProgress(DownloadStage.Converting, total, total));
        return path;
    }

    private static string? HashOf(string path)
    {
        try
        {
            return CheckpointInstaller.HashOf(path, CancellationToken.None);
        }
        catch (Exception problem) when (problem is IOException or GenreNetException)
        {
            return null;
        }
    }
}
