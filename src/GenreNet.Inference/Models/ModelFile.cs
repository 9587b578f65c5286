using GenreNet.Core;
using GenreNet.Core.IO;

namespace GenreNet.Inference;

/// <summary>Reads model files and their cards without ONNX Runtime.</summary>
internal static class ModelFile
{
    /// <summary>File name of the model in the folder of a run.</summary>
    public const string NameInRun = "model.onnx";

    private const string Extension = ".onnx";

    // In the folder of an unfinished run, 'genrenet train' stores the state after the last epoch under this name.
    private const string CheckpointName = "checkpoint.npz";

    // In the folder of a search, 'genrenet tune --train-best' stores the run of the best trial under this name.
    private const string BestRun = "best";

    /// <summary>Returns the model file that a path names: the model of a run if the path is the folder of the run.</summary>
    /// <param name="path">Path of a file, or of a folder that <c>genrenet train</c> wrote.</param>
    /// <returns>The path of the file, which need not exist; <paramref name="path"/> unless it is a folder.</returns>
    /// <exception cref="ModelFormatException">The path is a folder without a model; the message says what it contains instead.</exception>
    public static string Locate(string path)
    {
        if (!Directory.Exists(path))
        {
            return path;
        }

        string model = Path.Combine(path, NameInRun);
        return File.Exists(model) ? model : throw new ModelFormatException($"{path} is a folder that contains no {NameInRun}{Found(path)}.");
    }

    /// <summary>Reads a complete file.</summary>
    /// <exception cref="ModelFormatException">The file cannot be read.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        try
        {
            return InputFile.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException($"{path} cannot be read ({problem.Message.TrimEnd('.')}): specify an .onnx file that 'genrenet train' wrote.", problem);
        }
    }

    /// <summary>Checks that a file is safe and undamaged, and returns its card.</summary>
    /// <param name="file">The complete file.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <exception cref="ModelFormatException">The file is not a GenreNet model, is damaged, or is newer than this version.</exception>
    public static ModelCard CardOf(ReadOnlySpan<byte> file, string name) => CardOf(file, ModelGuard.Check(file, name), name);

    /// <summary>Checks that a file is undamaged, and returns its card.</summary>
    /// <param name="file">The complete file, which is safe.</param>
    /// <param name="json">The JSON of its card, from <see cref="ModelGuard.Check"/>.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <inheritdoc cref="CardOf(ReadOnlySpan{byte}, string)" path="/exception"/>
    public static ModelCard CardOf(ReadOnlySpan<byte> file, string json, string name)
    {
        var card = ModelCard.Parse(json, name);
        return card.WeightsSha256 is { } expected && !string.Equals(WeightsChecksum.Of(file), expected, StringComparison.OrdinalIgnoreCase)
            ? throw new ModelFormatException($"{name} is damaged: its weights do not match the checksum on its card; copy or download the file again.")
            : card;
    }

    /// <summary>Describes what a folder without a model contains, and what to do.</summary>
    private static string Found(string folder)
    {
        if (File.Exists(Path.Combine(folder, CheckpointName)))
        {
            return ": its run is incomplete. Resume it with 'genrenet train --resume'";
        }

        if (File.Exists(Path.Combine(folder, BestRun, NameInRun)))
        {
            return $": specify {Path.Combine(folder, BestRun)}, the run of the best trial";
        }

        try
        {
            string[] models = [.. Directory.EnumerateFiles(folder, $"*{Extension}").Order(StringComparer.Ordinal).Take(2)];
            return models is [var only]
                ? $": specify {only}"
                : $": specify {(models.Length > 1 ? "one of its .onnx files" : "an .onnx file, or the folder of a completed 'genrenet train' run")}";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return " and cannot be listed: check its permissions";
        }
    }
}
