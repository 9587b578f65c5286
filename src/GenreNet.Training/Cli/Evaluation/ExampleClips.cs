using System.CommandLine;
using GenreNet.Core;

namespace GenreNet.Training.Cli;

/// <summary>Finds the example clips that are copied with the program: one per genre of the embedded model.</summary>
internal static class ExampleClips
{
    private const string All = "all";
    private const string Extension = ".ogg";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "examples");

    /// <summary>Gets the names of the clips, sorted ordinally; empty if the clips were not copied with the program.</summary>
    public static IReadOnlyList<string> Names =>
        Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder, $"*{Extension}").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)] : [];

    /// <summary>Creates the option that selects a clip by its name.</summary>
    public static Option<string?> Option()
    {
        var example = new Option<string?>("--example")
        {
            Description = $"Predict the genre of an example clip instead of a file: a genre of the embedded model, such as jazz, or '{All}'.",
            HelpName = "GENRE",
        };
        example.CompletionSources.Add(_ => Names.Append(All).Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        example.Validators.Add(result =>
        {
            IReadOnlyList<string> names = Names;
            string? name = result.GetValueOrDefault<string?>();
            if (names.Count == 0)
            {
                result.AddError($"The example clips are missing: there is no folder '{Folder}'. Install genrenet again");
            }
            else if (name is not null && name != All && !names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"There is no example '{name}'{NearestName.Suggestion(name, names)}. Choose {string.Join(", ", names)} or {All}");
            }
        });
        return example;
    }

    /// <summary>Requires files or an example, but not both.</summary>
    public static void RequireOne(Command command, Argument<string[]> audio, Option<string?> example)
    {
        audio.Arity = ArgumentArity.ZeroOrMore;
        command.Validators.Add(result =>
        {
            bool hasFiles = result.GetResult(audio) is { Tokens.Count: > 0 };
            bool hasExample = result.GetResult(example) is not null;
            if (hasFiles && hasExample)
            {
                result.AddError("--example determines the clip. Remove --example or the audio files");
            }
            else if (!hasFiles && !hasExample)
            {
                result.AddError("No audio file is given. Give a file, or try --example jazz");
            }
        });
    }

    /// <summary>Returns the paths of the files to classify.</summary>
    /// <param name="audio">Audio files from the command line.</param>
    /// <param name="example">Name of an example, <c>all</c>, or null for none.</param>
    public static IReadOnlyList<string> Files(string[]? audio, string? example) => example switch
    {
        null => audio ?? [],
        All => [.. Names.Select(PathOf)],
        _ => [PathOf(example.ToLowerInvariant())],
    };

    private static string PathOf(string name) => Path.Combine(Folder, name + Extension);
}
