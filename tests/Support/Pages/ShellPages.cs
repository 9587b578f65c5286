using System.Text;

namespace GenreNet.Tests.Support.Pages;

/// <summary>Reads the shell blocks of README.md, CONTRIBUTING.md and docs.</summary>
internal static class ShellPages
{
    private const string Fence = "```";
    private static readonly string[] ShellNames = ["sh", "bash"];

    /// <summary>Gets the paths of the pages, relative to the repository.</summary>
    public static string[] Paths { get; } =
    [
        "README.md", "CONTRIBUTING.md",
        .. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "docs"), "*.md")
            .Select(page => $"docs/{Path.GetFileName(page)}").Order(StringComparer.Ordinal),
    ];

    /// <summary>Gets all commands of all pages, with aliases replaced by the commands that they stand for.</summary>
    public static ShellCommand[] Commands { get; } =
        [.. WithoutAliases(Paths.SelectMany(page => Blocks(page, ShellNames)).SelectMany(CommandsOf))];

    /// <summary>Reads the blocks of a page in given languages.</summary>
    public static IEnumerable<(string Page, int Line, string Text)> Blocks(string page, params string[] languages)
    {
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, page));
        for (int first = 0; first < lines.Length; first++)
        {
            string opening = lines[first].Trim();
            if (opening.StartsWith(Fence, StringComparison.Ordinal))
            {
                int last = Array.FindIndex(lines, first + 1, line => line.Trim() == Fence);
                if (languages.Contains(opening[Fence.Length..]))
                {
                    yield return (page, first + 2, string.Join('\n', lines[(first + 1)..last]));
                }

                first = last;
            }
        }
    }

    /// <summary>Splits a block into commands.</summary>
    internal static IEnumerable<ShellCommand> CommandsOf((string Page, int Line, string Text) block)
    {
        (string Variable, string[] Values)? loop = null;
        string[] lines = block.Text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            int start = i;
            string line = lines[i];
            while (line.EndsWith('\\'))
            {
                line = $"{line[..^1]}{lines[++i]}";
            }

            foreach (string[] words in Split(line))
            {
                switch (words)
                {
                    case ["for", var variable, "in", .. var values]:
                        loop = ($"${variable}", values);
                        break;
                    case ["do"]:
                        break;
                    case ["done"]:
                        loop = null;
                        break;
                    default:
                        foreach (string value in loop?.Values ?? [""])
                        {
                            yield return new ShellCommand(block.Page, block.Line + start, Expand(words, loop?.Variable, value));
                        }

                        break;
                }
            }
        }
    }

    private static string[] Expand(string[] words, string? variable, string value) =>
        variable is null ? words : [.. words.Select(word => word.Replace(variable, value, StringComparison.Ordinal))];

    /// <summary>
    /// Splits a line into commands and their words as a shell does: quotes, comments, <c>&amp;&amp;</c>, <c>;</c> and variables in front
    /// of a command.
    /// </summary>
    private static IEnumerable<string[]> Split(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        char quote = '\0';
        foreach (char character in $"{line} ;")
        {
            if (quote != '\0')
            {
                if (character == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word!.Append(character);
                }
            }
            else if (character is '"' or '\'')
            {
                quote = character;
                word ??= new StringBuilder();
            }
            else if (character == '#' && word is null)
            {
                break;
            }
            else if (character is ' ' or ';' or '&')
            {
                if (word is not null && (words.Count > 0 || !IsAssignment(word.ToString())))
                {
                    words.Add(word.ToString());
                }

                word = null;
                if (character != ' ' && words.Count > 0)
                {
                    yield return [.. words];
                    words.Clear();
                }
            }
            else
            {
                word = (word ?? new StringBuilder()).Append(character);
            }
        }

        if (words.Count > 0)
        {
            yield return [.. words];
        }
    }

    // NAME=VALUE in front of a command sets a variable for it.
    private static bool IsAssignment(string word) =>
        word.Split('=', 2) is [var name, _] && name.Length > 0 && name.All(c => char.IsAsciiLetterUpper(c) || c == '_');

    private static IEnumerable<ShellCommand> WithoutAliases(IEnumerable<ShellCommand> commands)
    {
        ShellCommand[] all = [.. commands];
        var aliases = all.Where(command => command.Program == "alias").Select(command => command.Words[1].Split('=', 2))
            .DistinctBy(alias => alias[0]).ToDictionary(alias => alias[0], alias => alias[1].Split(' '));
        return
            from command in all
            where command.Program != "alias"
            select aliases.TryGetValue(command.Program, out string[]? meaning)
                ? command with { Words = [.. meaning, .. command.Words.Skip(1)] }
                : command;
    }
}
