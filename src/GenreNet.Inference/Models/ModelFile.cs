using GenreNet.Core;
using GenreNet.Core.IO;

namespace GenreNet.Inference;

/// <summary>Reads model files and their cards without ONNX Runtime.</summary>
internal static class ModelFile
{
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
    public static ModelCard CardOf(ReadOnlySpan<byte> file, string name)
    {
        var card = ModelCard.Parse(ModelGuard.Check(file, name), name);
        return card.WeightsSha256 is { } expected && !string.Equals(WeightsChecksum.Of(file), expected, StringComparison.OrdinalIgnoreCase)
            ? throw new ModelFormatException($"{name} is damaged: its weights do not match the checksum on its card; copy or download the file again.")
            : card;
    }
}
