using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Inference;

namespace GenreNet.Pretrained;

/// <summary>
/// Represents the cache folder: <c>checkpoints/FILE</c> as published, <c>models/NAME.onnx</c> as converted, and records next to them.
/// </summary>
/// <param name="path">Path of the folder; need not exist.</param>
internal sealed class StoreFolder(string path)
{
    /// <summary>Gets the path of the folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Gets the folder of the checkpoints.</summary>
    public string Checkpoints => System.IO.Path.Combine(Path, "checkpoints");

    /// <summary>Gets the folder of the converted models.</summary>
    public string Models => System.IO.Path.Combine(Path, "models");

    /// <summary>Returns the path of a checkpoint.</summary>
    public string PathOf(PretrainedCheckpoint checkpoint) => System.IO.Path.Combine(Checkpoints, checkpoint.FileName);

    /// <summary>Returns the path of the record of a checkpoint that the catalogue does not pin.</summary>
    public string RecordOf(PretrainedCheckpoint checkpoint) => $"{PathOf(checkpoint)}.json";

    /// <summary>Returns the path of a model.</summary>
    public string PathOf(PretrainedModel model) => System.IO.Path.Combine(Models, $"{model.Name}.onnx");

    /// <summary>Returns the path of the record of a model, which lists the checkpoints that it was converted from.</summary>
    public string RecordOf(PretrainedModel model) => $"{PathOf(model)}.json";

    /// <summary>Returns the partial downloads of a checkpoint.</summary>
    public IReadOnlyList<string> PartialsOf(PretrainedCheckpoint checkpoint) =>
        Directory.Exists(Checkpoints) ? Directory.GetFiles(Checkpoints, $"{checkpoint.FileName}.*.partial*") : [];

    /// <summary>Deletes files and returns the paths of those that existed.</summary>
    /// <exception cref="GenreNetException">A file cannot be deleted.</exception>
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

    /// <summary>Checks that files can be written, before long work begins.</summary>
    /// <exception cref="GenreNetException">Files cannot be written.</exception>
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
        $"The folder of the installed models, {Path}, is not writable ({cause}): check its permissions, "
            + $"or set {InstalledModels.FolderVariable} to the absolute path of another folder.",
        inner);
}
