using System.Text.Json;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Inference;

namespace GenreNet.Training.Runs;

/// <summary>Reads <see cref="CardNotes"/> from a file.</summary>
public static class CardNotesFile
{
    /// <summary>Reads it.</summary>
    /// <param name="path">JSON with <c>description</c>, <c>intended_use</c>, <c>limits</c> and <c>data</c>, and nothing else.</param>
    /// <exception cref="GenreNetException">It cannot be read, or something is missing or misspelt in it; the message says what.</exception>
    public static CardNotes Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(InputFile.ReadAllBytes(path), CardNotesJson.Default.CardNotes) ?? throw new JsonException("it is null");
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException(
                $"{path} holds no notes for a card ({problem.Message.Split('\n')[0].TrimEnd('.')}): description, intended_use, limits and data are wanted.", problem);
        }
    }
}
