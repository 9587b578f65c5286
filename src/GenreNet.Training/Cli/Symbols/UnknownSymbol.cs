using System.CommandLine;
using System.CommandLine.Parsing;
using GenreNet.Core;
using GenreNet.Core.Audio;

namespace GenreNet.Training.Cli;

/// <summary>
/// Finds unknown options and commands, which the parser treats as file paths if a command accepts paths.
/// </summary>
internal static class UnknownSymbol
{
    private const string EndOfOptions = "--";

    /// <summary>Describes the first unknown option or command.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="arguments">The command-line arguments.</param>
    /// <returns>
    /// A sentence without the final full stop; null if everything is known. Arguments that follow <c>--</c> or exist as a file are paths.
    /// </returns>
    public static string? In(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        Command command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.FirstOrDefault(text => text[0] != '-') is { } name)
        {
            string parent = command is RootCommand ? "" : $"{command.Name} ";
            if (command is RootCommand && (Path.Exists(name) || AudioFile.HasAudioExtension(name)))
            {
                return $"'{name}' is not a command. To classify audio, use 'genrenet predict {name}'";
            }

            return $"There is no command '{parent}{name}'{NearestName.Suggestion(name, command.Subcommands.Select(c => c.Name))}";
        }

        HashSet<string> paths = [.. arguments.SkipWhile(argument => argument != EndOfOptions)];
        IEnumerable<string> values = parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens.Select(token => token.Value)).Concat(parsed.UnmatchedTokens);
        string? unknown = values.FirstOrDefault(value => value.Length > 1 && value[0] == '-' && !paths.Contains(value) && !Path.Exists(value));
        if (unknown is null)
        {
            return null;
        }

        string option = unknown.Split('=', 2)[0];
        IEnumerable<Option> options = command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(o => o.Recursive));
        return $"There is no option '{option}'{NearestName.Suggestion(option, options.Where(o => !o.Hidden).SelectMany(o => o.Aliases.Prepend(o.Name)))}";
    }
}
