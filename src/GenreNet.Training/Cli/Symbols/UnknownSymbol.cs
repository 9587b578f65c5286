using System.CommandLine;
using System.CommandLine.Parsing;

namespace GenreNet.Training.Cli;

/// <summary>
/// Finds unknown options and commands, which the parser treats as file paths if a command accepts paths.
/// </summary>
internal static class UnknownSymbol
{
    private const string EndOfOptions = "--";
    private const int LargestDistance = 3;

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
            return $"There is no command '{parent}{name}'{Suggestion(name, command.Subcommands.Select(c => c.Name))}";
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
        return $"There is no option '{option}'{Suggestion(option, options.Where(o => !o.Hidden).SelectMany(o => o.Aliases.Prepend(o.Name)))}";
    }

    /// <summary>Returns a suggestion of a similar known name, as the end of a sentence; empty if there is none.</summary>
    /// <param name="text">The unknown name.</param>
    /// <param name="known">The known names.</param>
    public static string Suggestion(string text, IEnumerable<string> known)
    {
        (string? nearest, int distance) = known.Select(name => (name, Distance(text, name))).OrderBy(pair => pair.Item2).FirstOrDefault();
        return nearest is not null && distance <= Math.Min(LargestDistance, text.Length / 2) ? $" (did you mean '{nearest}'?)" : string.Empty;
    }

    // Levenshtein distance: number of characters to insert, delete or replace.
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
