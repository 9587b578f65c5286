using System.CommandLine;
using GenreNet.Catalogue;
using GenreNet.Core;
using GenreNet.Inference;

namespace GenreNet.Training.Cli;

/// <summary>Creates the symbols that commands on the results of a catalogue share, and finds the model of the results.</summary>
internal static class CatalogueSymbols
{
    /// <summary>Creates the argument for the results folder.</summary>
    public static Argument<string> Results() => new("RESULTS") { Description = "Folder that 'genrenet classify' writes to with --out." };

    /// <summary>Creates the option for the model of the results.</summary>
    public static Option<string?> Model()
    {
        Option<string?> model = ModelSymbols.Model();
        model.Description = "Model that classified the catalogue: path of an .onnx file or name of an installed model. Default: the installed model with the name in the results.";
        return model;
    }

    /// <summary>Loads the model that classified a catalogue.</summary>
    /// <param name="results">The results.</param>
    /// <param name="model">The model, as given by the user; null for the one with the name in the results.</param>
    /// <returns>The model; null if the user specified none and it is not installed, or is installed in another version.</returns>
    /// <exception cref="GenreNetException">The user specified another model.</exception>
    public static GenreClassifier? LoadModel(CatalogueResults results, string? model)
    {
        (string name, string checksum) = (results.Manifest.Model, results.Manifest.ModelSha256);
        if (model is null && name != InstalledModels.Default && InstalledModels.Find(name) is null)
        {
            return null;
        }

        bool isSame = ModelSymbols.ChecksumOf(model ?? name) == checksum;
        return isSame ? ModelSymbols.Load(model ?? name)
            : model is null ? null
            : throw new GenreNetException($"The results in {results.Folder} are from the model {name}, not from {ModelSymbols.NameOf(model)}: specify its file with --model.");
    }

    /// <summary>Returns the sentence for a model that <see cref="LoadModel"/> did not find.</summary>
    public static string MissingModel(CatalogueResults results) =>
        $"The model {results.Manifest.Model} of the results is not installed, or is another version: specify its file with --model.";
}
