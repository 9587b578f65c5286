using System.CommandLine;
using GenreNet.Inference;

namespace GenreNet.Training.Cli.Commands.Models;

/// <summary>How a command is told which model to use.</summary>
internal static class ModelSymbols
{
    /// <summary>The model to ask.</summary>
    public static Option<string?> Model() => new("--model") { Description = "An .onnx file that 'train' wrote; without it, the model that comes with GenreNet." };

    /// <summary>Loads the file, or the default model where none is given.</summary>
    /// <param name="path">The file, or null.</param>
    /// <param name="options">How to classify.</param>
    public static GenreClassifier Load(string? path, ClassificationOptions? options = null) =>
        path is null ? GenreClassifier.LoadDefault(options) : GenreClassifier.Load(path, options);
}
