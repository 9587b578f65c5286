using System.Security.Cryptography;
using GenreNet.Core;
using GenreNet.Core.Download;
using GenreNet.Core.IO;

namespace GenreNet.Pretrained;

/// <summary>Converts checkpoints to models in the cache folder, once.</summary>
internal sealed class ModelInstaller(StoreFolder folder, CheckpointInstaller checkpoints, PretrainedOptions options)
{
    /// <summary>The path of a model that can be used as it is; null where it has to be made.</summary>
    /// <remarks>
    /// A file without a record was put there by hand, and is used. One that was damaged, or that another version made, is made again where its checkpoints
    /// are in the cache folder; a file of another version is used where they are not.
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

    /// <summary>Makes sure that a model is in the cache folder.</summary>
    /// <returns>The path of its ONNX file.</returns>
    /// <exception cref="GenreNetException">A checkpoint cannot be had or converted, or the model cannot be stored.</exception>
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
        // Another process may have made it since.
        return Find(model) ?? await ConvertAsync(model, files, path, progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> ConvertAsync(
        PretrainedModel model, List<string> files, string path, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        long total = files.Sum(file => new FileInfo(file).Length);
        progress?.Report(new DownloadProgress(DownloadStage.Converting, 0, total));
        byte[] content = await Task.Run(() => options.Converter.Convert(model, files, options.HasHalfWeights), cancellationToken).ConfigureAwait(false);
        // The record is first: a file without one would pass for one that was put there by hand.
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
