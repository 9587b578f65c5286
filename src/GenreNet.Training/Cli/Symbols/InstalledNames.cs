using System.CommandLine;
using GenreNet.Core;
using GenreNet.Pretrained;

namespace GenreNet.Training.Cli;

/// <summary>Handles names of pretrained models and checkpoints on the command line.</summary>
internal static class InstalledNames
{
    /// <summary>Creates an argument for one or more known names.</summary>
    /// <param name="description">The description of the argument.</param>
    public static Argument<string[]> Argument(string description)
    {
        var names = new Argument<string[]>("NAME") { Description = description, Arity = ArgumentArity.OneOrMore };
        names.Validators.Add(result =>
        {
            string? unknown = null;
            PretrainedStore store;
            try
            {
                store = new PretrainedStore();
                unknown = result.Tokens.Select(token => token.Value).FirstOrDefault(name => FindModel(store, name) is null && FindCheckpoint(store, name) is null);
            }
            catch (GenreNetException problem)
            {
                result.AddError(problem.Message);
                return;
            }

            if (unknown is not null && !unknown.StartsWith('-'))
            {
                IEnumerable<string> known = store.Models.Select(model => model.Name).Concat(store.Checkpoints.Select(checkpoint => checkpoint.Name));
                result.AddError($"There is no model or checkpoint '{unknown}'{NearestName.Suggestion(unknown, known)}");
            }
        });
        names.CompletionSources.Add(_ => Names());
        return names;
    }

    private static IEnumerable<string> Names()
    {
        try
        {
            var store = new PretrainedStore();
            return store.Models.Select(model => model.Name).Concat(store.Checkpoints.Select(checkpoint => checkpoint.Name));
        }
        catch (GenreNetException)
        {
            // The command itself reports what is wrong with the store; a suggestion cannot.
            return [];
        }
    }

    /// <summary>Creates the option for storing models in half precision.</summary>
    public static Option<bool> Half() => new("--half") { Description = "Store model weights as float16, which halves the file size; probabilities differ from the fourth digit on." };

    /// <summary>Returns the model with a name; null if there is none.</summary>
    public static PretrainedModel? FindModel(PretrainedStore store, string name) =>
        PretrainedModels.Find(name) ?? store.Models.FirstOrDefault(model => model.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the checkpoint with a name; null if there is none.</summary>
    public static PretrainedCheckpoint? FindCheckpoint(PretrainedStore store, string name)
    {
        string known = PretrainedCheckpoints.Find(name)?.Name ?? name;
        return store.Checkpoints.FirstOrDefault(checkpoint => checkpoint.Name.Equals(known, StringComparison.OrdinalIgnoreCase));
    }
}
