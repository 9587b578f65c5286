using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Inference;

namespace GenreNet.Pretrained;

/// <summary>The cache folder: <c>checkpoints/FILE</c> as published, <c>models/NAME.onnx</c> as converted, and records next to them.</summary>
/// <param name="path">The folder; need not exist.</param>
internal sealed class StoreFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The folder of the checkpoints.</summary>
    public string Checkpoints => System.IO.Path.Combine(Path, "checkpoints");

    /// <summary>The folder of the converted models.</summary>
    public string Models => System.IO.Path.Combine(Path, "models");

    /// <summary>The file of a checkpoint.</summary>
    public string PathOf(PretrainedCheckpoint checkpoint) => System.IO.Path.Combine(Checkpoints, checkpoint.FileName);

    /// <summary>What is known of a checkpoint that the catalogue does not pin.</summary>
    public string RecordOf(PretrainedCheckpoint checkpoint) => $"{PathOf(checkpoint)}.json";

    /// <summary>The file of a model.</summary>
    public string PathOf(PretrainedModel model) => System.IO.Path.Combine(Models, $"{model.Name}.onnx");

    /// <summary>What a model was made of.</summary>
    public string RecordOf(PretrainedModel model) => $"{PathOf(model)}.json";

    /// <summary>The beginnings of downloads of a checkpoint.</summary>
    public IReadOnlyList<string> PartialsOf(PretrainedCheckpoint checkpoint) =>
        Directory.Exists(Checkpoints) ? Directory.GetFiles(Checkpoints, $"{checkpoint.FileName}.*.partial*") : [];

    /// <summary>Deletes files; returns those that were there.</summary>
    /// <exception cref="GenreNetException">One cannot be deleted.</exception>
    public static IReadOnlyList<string> Delete(IEnumerable<string> paths)
    {
        List<string> deleted = [];
        foreach (string path in paths.Where(File.Exists))
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw new GenreNetException($"{path} cannot be deleted ({problem.Message.TrimEnd('.')}): close the programs that use it.", problem);
            }

            deleted.Add(path);
        }

        return deleted;
    }

    /// <summary>Makes sure, before long work, that files can be written.</summary>
    /// <exception cref="GenreNetException">They cannot.</exception>
    public void RequireWritable()
    {
        foreach (string folder in (string[])[Path, Checkpoints, Models])
        {
            if (File.Exists(folder))
            {
                throw Unwritable($"{folder} is a file", inner: null);
            }

            try
            {
                AtomicFile.RequireWritable(System.IO.Path.Combine(folder, "test"));
            }
            catch (GenreNetException problem)
            {
                throw Unwritable(problem.InnerException?.Message.TrimEnd('.') ?? problem.Message.TrimEnd('.'), problem);
            }
        }
    }

    private GenreNetException Unwritable(string cause, Exception? inner) => new(
        $"the folder of the installed models, {Path}, cannot be written ({cause}): check its permissions, "
            + $"or give the absolute path of another folder in {InstalledModels.FolderVariable}.",
        inner);
}
