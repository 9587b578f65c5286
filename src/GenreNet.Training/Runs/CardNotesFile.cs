using System.Text.Json;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Inference;

namespace GenreNet.Training.Runs;

/// <summary>Reads <see cref="CardNotes"/> from a file.</summary>
public static class CardNotesFile
{
    /// <summary>Reads the notes.</summary>
    /// <param name="path">Path of a JSON file with exactly the properties <c>description</c>, <c>intended_use</c>, <c>limits</c>
    /// and <c>data</c>.</param>
    /// <exception cref="GenreNetException">The file cannot be read, or a property is missing or misspelt; the message names it.</exception>
    public static CardNotes Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(InputFile.ReadAllBytes(path), CardNotesJson.Default.CardNotes) ?? throw new JsonException("it contains null");
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException(
                $"{path} does not contain notes for a model card ({problem.Message.Split('\n')[0].TrimEnd('.')}): provide description, intended_use, limits and data.", problem);
        }
    }
}
