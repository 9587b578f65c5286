using System.Text.Json.Nodes;
using GenreNet.Core;
using GenreNet.Pretrained;

namespace GenreNet.Browser;

/// <summary>
/// Converts checkpoints of pretrained networks to model files. The worker loads the assemblies that it needs before the first call. Not
/// thread-safe.
/// </summary>
internal static class CheckpointConverter
{
    private static readonly Dictionary<string, (PretrainedCheckpoint Checkpoint, string Path)> Files = new(StringComparer.Ordinal);
    private static readonly List<PretrainedModel> Own = [];

    /// <summary>Returns the models that can be installed, with the addresses and checksums of their files, as JSON.</summary>
    public static string List() => new JsonObject
    {
        ["models"] = new JsonArray([.. PretrainedModels.All
            .Where(model => model.Checkpoints.All(file => file.Url is not null && file.Sha256 is not null))
            .Select(model => new JsonObject
            {
                ["name"] = model.Name,
                ["good_for"] = model.GoodFor,
                ["license"] = model.License,
                ["bytes"] = model.DownloadLength,
                ["files"] = new JsonArray([.. model.Checkpoints.Select(file => new JsonObject
                {
                    ["name"] = file.FileName,
                    ["url"] = file.Url!.AbsoluteUri,
                    ["sha256"] = file.Sha256,
                    ["bytes"] = file.Length,
                })]),
            })]),
    }.ToJsonString();

    /// <summary>Adds a checkpoint, and returns the models that can be made of it and those that were added before, as JSON.</summary>
    /// <param name="name">Name of the file; without a known checksum, it becomes part of the name of the model.</param>
    /// <param name="sum">SHA-256 of the file in lower-case hexadecimal: the browser computes it faster, and needs no code for it.</param>
    /// <param name="file">The complete file.</param>
    /// <exception cref="GenreNetException">The file is not a checkpoint of a known network, or is damaged.</exception>
    public static string Add(string name, string sum, byte[] file)
    {
        string path = Path.GetFileName(name);
        PretrainedCheckpoint? known = PretrainedCheckpoints.All.FirstOrDefault(checkpoint => checkpoint.Sha256 == sum);
        if (known is null && PretrainedCheckpoints.All.FirstOrDefault(checkpoint => checkpoint.FileName == path) is { Sha256: { } expected })
        {
            throw new ModelFormatException($"{path} has the SHA-256 {sum} instead of {expected}: it is a different or damaged file; download it again.");
        }

        // In the memory of the page: the converter reads files by their paths.
        File.WriteAllBytes(path, file);
        PretrainedCheckpoint checkpoint = known ?? OwnCheckpoint(path, file.Length, sum);
        ModelConverter.Instance.Check(path, checkpoint);
        Files[checkpoint.Name] = (checkpoint, path);
        Own.RemoveAll(model => model.Checkpoints[0].Name == checkpoint.Name);
        if (known is null)
        {
            Own.Add(PretrainedModels.AudioSetOf(checkpoint));
        }

        IEnumerable<PretrainedModel> models = PretrainedModels.All.Concat(Own)
            .Where(model => model.Checkpoints.All(part => Files.ContainsKey(part.Name)) && model.Checkpoints.Any(part => part.Name == checkpoint.Name));
        return new JsonObject { ["models"] = new JsonArray([.. models.Select(model => JsonValue.Create(model.Name))]) }.ToJsonString();
    }

    /// <summary>Converts a model whose checkpoints were added.</summary>
    /// <returns>The model file.</returns>
    /// <exception cref="ModelFormatException">A checkpoint cannot be converted.</exception>
    public static byte[] Make(string name)
    {
        PretrainedModel model = PretrainedModels.All.Concat(Own).First(candidate => candidate.Name == name);
        return ModelConverter.Build(model, [.. model.Checkpoints.Select(checkpoint => Files[checkpoint.Name].Path)], hasHalfWeights: false);
    }

    /// <summary>Frees the checkpoints that were added.</summary>
    public static void Clear()
    {
        foreach ((_, string path) in Files.Values)
        {
            File.Delete(path);
        }

        Files.Clear();
        Own.Clear();
    }

    private static PretrainedCheckpoint OwnCheckpoint(string file, long length, string sum) => new()
    {
        Name = Path.GetFileNameWithoutExtension(file).ToLowerInvariant(),
        Network = PretrainedNetwork.EfficientAt,
        FileName = file,
        Length = length,
        Sha256 = sum,
        GoodFor = "added by the user",
    };
}
